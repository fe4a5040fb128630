import Feel
import Testing

/// No expression may run without end, or take the memory or the stack of the program.
struct BoundTests {
  @Test(
    arguments: [
      "{f: function(g, n) 1 + g(g, n + 1), r: f(f, 0)}.r",
      "{f: function(g, n) [[[[[[[[g(g, n)]]]]]]]], r: f(f, 0)}.r != null",
      "for i in 1..100000 return [partial[-1]]",
      "for i in 1..1000 return [partial[-1], partial[-1]]",
      "for i in 1..1000 return if i = 1 then \"合符\" else partial[-1] + partial[-1]",
      "for i in 1..40 return if i = 1 then \"a\" else replace(partial[-1], \"a\", \"aaaaaaaa\")",
      "every i in 1..1000 satisfies not(matches(string(i) + \"aaaaaaaaaaaaaaaaaaaaaaaaaaaaaa!\", \"(a+)+$\"))",
      "count(for i in 1..1000000000000 return i)",
      "sum(for i in 1..100000, j in 1..100000 return i * j)",
      "{a: [1,1], b: [a,a], c: [b,b], d: [c,c], e: [d,d], f: [e,e], g: [f,f], h: [g,g], "
        + "i: [h,h], j: [i,i], k: [j,j], l: [k,k], m: [l,l], n: [m,m], o: [n,n], p: [o,o], "
        + "q: [p,p], r: [q,q], s: [r,r], t: [s,s], u: [t,t], v: [u,u], w: string(v)}.w",
      "sort(for i in 1..3000 return 3000 - i, function(a, b) every x in 1..1000 satisfies a < b)",
    ])
  func `stops what does not end`(text: String) throws {
    let evaluation = Evaluation(steps: 300_000)
    let value = evaluation.value(of: try Parser.expression(text), in: Scope())
    #expect(!evaluation.remarks.isEmpty, "\(value.written.prefix(80))")
  }
}
