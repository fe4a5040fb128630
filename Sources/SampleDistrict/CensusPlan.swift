/// What kind of market entity one is: its legal form, its trade, its size.
struct Stratum: Sendable {
  enum Form: Sendable { case household, cooperative, company }

  var form: Form
  var industry: Industry
  var size: SizeClass
  /// Whether it is an industrial firm above scale.
  var isAboveScale = false
}

/// How many entities of each stratum a district of so many has, and which number is which.
///
/// Shares are kept by quota, so that a district of any size has the composition of the published
/// one; the strata are dealt out by a permutation, so that any entity can be made by itself.
struct CensusPlan: Sendable {
  let count: Int
  let strata: [Stratum]
  /// Entities in the strata up to and including each.
  private let ends: [Int]
  private let step: Int
  private let offset: Int

  init(count: Int, seed: UInt64) {
    self.count = count
    let weighted = Self.weighted
    let total = weighted.reduce(0) { $0 + $1.1 }
    strata = weighted.map(\.0)
    var sum = 0
    // Rounding the running sum keeps every group of neighbouring strata within one of its share.
    ends = weighted.map { _, weight in
      sum += weight
      return Int((Int128(sum) * Int128(count) + Int128(total) / 2) / Int128(total))
    }
    var random = SeededGenerator(seed: seed, stream: "census plan")
    offset = random.below(count)
    var step = count * 618 / 1000 + random.below(97) + 1
    while Self.commonDivisor(step, count) != 1 { step += 1 }
    self.step = step
  }

  /// Returns the place of an entity among the strata; every place is taken once.
  func place(of index: Int) -> Int {
    Int((Int128(index) * Int128(step) + Int128(offset)) % Int128(count))
  }

  func stratum(at place: Int) -> Stratum {
    var low = 0
    var high = ends.count - 1
    while low < high {
      let middle = (low + high) / 2
      if ends[middle] <= place { low = middle + 1 } else { high = middle }
    }
    return strata[low]
  }

  private static func commonDivisor(_ left: Int, _ right: Int) -> Int {
    right == 0 ? left : commonDivisor(right, left % right)
  }

  // MARK: Weights

  /// Of fifty thousand entities: 34,000 households, 1,000 cooperatives, 15,000 companies, 230 of
  /// which are industrial and above scale. Weights are millionths of an entity of fifty thousand.
  private static let weighted: [(Stratum, Int)] = {
    var list: [(Stratum, Int)] = Industries.households.map { industry, weight in
      (Stratum(form: .household, industry: industry, size: .micro), 34_000 * weight * 1000)
    }
    let cooperative = Stratum(
      form: .cooperative, industry: Industries.cooperatives, size: .micro)
    list.append((cooperative, 1_000 * 1_000_000))
    for (industry, count) in Industries.aboveScale {
      let stratum = Stratum(
        form: .company, industry: industry, size: .small, isAboveScale: true)
      list.append((stratum, count * 1_000_000))
    }
    for (industry, weight) in Industries.companies {
      let isIndustrial = ["B", "C", "D"].contains(industry.section)
      // The firms above scale stand already among those of section C and D.
      let taken =
        industry.section == "C"
        ? 226_000_000 * weight / 95
        : industry.section == "D" ? 4_000_000 : 0
      let all = 15_000 * weight * 1000 - taken
      for (size, share) in isIndustrial ? industrialSizes : otherSizes {
        list.append(
          (Stratum(form: .company, industry: industry, size: size), all / 10_000 * share))
      }
    }
    return list
  }()

  /// Sizes in ten-thousandths; together with the firms above scale they give 85, 13.2, 1.5, 0.25 %.
  private static let otherSizes: [(SizeClass, Int)] = [
    (.micro, 8_580), (.small, 1_232), (.medium, 160), (.large, 28),
  ]
  private static let industrialSizes: [(SizeClass, Int)] = [(.micro, 8_980), (.small, 1_020)]
}
