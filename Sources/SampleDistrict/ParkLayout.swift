/// A piece of land as a rectangle of whole metres.
package struct LandPlot: Hashable, Sendable {
  package var x: Int
  package var y: Int
  package var width: Int
  package var height: Int

  package var squareMetres: Int { width * height }

  /// Area in ten-thousandths of a 亩, exact: a square metre is 0.0015 亩.
  package var mu: Int { squareMetres * 15 }

  /// The outline as well-known text, in metres from the park's corner.
  package var outline: String {
    let (right, top) = (x + width, y + height)
    return "POLYGON((\(x) \(y),\(right) \(y),\(right) \(top),\(x) \(top),\(x) \(y)))"
  }
}

/// Cuts a park into parcels of wanted sizes, without a gap and without an overlap.
package struct ParkLayout: Sendable {
  package let park: LandPlot
  package let plots: [LandPlot]

  /// Cuts straight through, again and again, where the wanted sizes balance.
  package init(park: LandPlot, sizes: [Int]) {
    self.park = park
    var plots: [LandPlot] = []
    Self.cut(park, ArraySlice(sizes.map { max($0, 1) }), into: &plots)
    self.plots = plots
  }

  /// A park that has room for parcels of the sizes, in square metres, and for roads.
  package init(squareMetres sizes: [Int]) {
    let wanted = sizes.reduce(0, +) * 21 / 20
    var width = 400
    while width * width < wanted * 3 / 2 { width += 25 }
    let height = max(100, (wanted + width - 1) / width)
    self.init(park: LandPlot(x: 0, y: 0, width: width, height: height), sizes: sizes)
  }

  /// A park at a corner that is nothing but parcels of the sizes, in square metres.
  package init(tiledBy sizes: [Int], at corner: (x: Int, y: Int)) {
    let wanted = sizes.reduce(0, +)
    var width = 400
    while width * width < wanted * 3 / 2 { width += 25 }
    let height = max(100, (wanted + width / 2) / width)
    self.init(
      park: LandPlot(x: corner.x, y: corner.y, width: width, height: height), sizes: sizes)
  }

  private static func cut(_ plot: LandPlot, _ sizes: ArraySlice<Int>, into plots: inout [LandPlot])
  {
    guard sizes.count > 1 else {
      if !sizes.isEmpty { plots.append(plot) }
      return
    }
    let middle = sizes.startIndex + sizes.count / 2
    let (first, second) = (sizes[..<middle], sizes[middle...])
    let share = first.reduce(0, +)
    let all = share + second.reduce(0, +)
    var (low, high) = (plot, plot)
    if plot.width >= plot.height {
      low.width = min(max(plot.width * share / all, 1), plot.width - 1)
      high.x += low.width
      high.width -= low.width
    } else {
      low.height = min(max(plot.height * share / all, 1), plot.height - 1)
      high.y += low.height
      high.height -= low.height
    }
    cut(low, first, into: &plots)
    cut(high, second, into: &plots)
  }
}
