/// Finds the point at which a function is least, by the simplex method of Nelder and Mead.
package enum Minimiser {
  /// Returns the best point after at most `limit` evaluations, beginning at `start`.
  package static func minimum(
    from start: [Double], step: Double, limit: Int, of value: ([Double]) -> Double
  ) -> [Double] {
    var simplex = [(point: start, value: value(start))]
    for index in start.indices {
      var point = start
      point[index] += step
      simplex.append((point, value(point)))
    }
    var evaluations = simplex.count
    func order() { simplex.sort { $0.value < $1.value } }
    func tried(_ point: [Double]) -> (point: [Double], value: Double) {
      evaluations += 1
      return (point, value(point))
    }
    order()
    while evaluations < limit, let best = simplex.first, let worst = simplex.last {
      guard worst.value - best.value > 1e-10 * (abs(best.value) + 1e-10) else { break }
      let centre = centroid(simplex.dropLast().map(\.point))
      func along(_ factor: Double) -> [Double] {
        zip(centre, worst.point).map { $0 + factor * ($1 - $0) }
      }
      let mirrored = tried(along(-1))
      if mirrored.value < best.value {
        let further = tried(along(-2))
        simplex[simplex.count - 1] = further.value < mirrored.value ? further : mirrored
      } else if mirrored.value < simplex[simplex.count - 2].value {
        simplex[simplex.count - 1] = mirrored
      } else {
        let nearer = tried(along(mirrored.value < worst.value ? -0.5 : 0.5))
        if nearer.value < min(worst.value, mirrored.value) {
          simplex[simplex.count - 1] = nearer
        } else {
          for index in simplex.indices.dropFirst() {
            simplex[index] = tried(
              zip(best.point, simplex[index].point).map { $0 + ($1 - $0) / 2 })
          }
        }
      }
      order()
    }
    return simplex.first?.point ?? start
  }

  private static func centroid(_ points: [[Double]]) -> [Double] {
    guard let first = points.first else { return [] }
    return first.indices.map { index in
      points.reduce(0) { $0 + $1[index] } / Double(points.count)
    }
  }
}
