// swift-tools-version: 6.2

import PackageDescription

let package = Package(
  name: "hefu",
  products: [
    .executable(name: "hefu", targets: ["hefu"])
  ],
  dependencies: [
    .package(url: "https://github.com/apple/swift-argument-parser", from: "1.8.2"),
    .package(url: "https://github.com/apple/swift-log", from: "1.16.2"),
    .package(url: "https://github.com/apple/swift-nio", from: "2.101.2"),
    .package(url: "https://github.com/groue/GRDB.swift", from: "7.10.0"),
    .package(
      url: "https://github.com/hummingbird-project/hummingbird", from: "2.28.1", traits: []),
    .package(url: "https://github.com/jpsim/Yams", from: "6.2.2"),
  ],
  targets: [
    // Floor 0: pure values, no file, clock, network or database.
    .target(name: "Quantities"),
    .testTarget(
      name: "QuantitiesTests", dependencies: ["Quantities"], resources: [.copy("Vectors")]),
    .target(name: "Frames", dependencies: ["Quantities"]),
    .testTarget(name: "FramesTests", dependencies: ["Frames", "Quantities"]),
    .target(name: "Feel", dependencies: ["Frames", "Quantities"]),
    .testTarget(
      name: "FeelTests", dependencies: ["Feel", "Frames", "Quantities"],
      exclude: ["Examples", "Substrait"]),
    .target(name: "Reports", dependencies: ["Quantities"]),
    .testTarget(
      name: "ReportsTests",
      dependencies: ["Quantities", "Reports", .product(name: "Yams", package: "Yams")],
      exclude: ["Gold", "Readings"]),

    .target(name: "Forecasts", dependencies: ["Quantities"]),
    .testTarget(name: "ForecastsTests", dependencies: ["Forecasts", "Quantities"]),

    // Floor 1: files and databases.
    .systemLibrary(
      name: "CExpat", pkgConfig: "expat", providers: [.apt(["libexpat1-dev"])]),
    .systemLibrary(name: "CPQ", pkgConfig: "libpq", providers: [.apt(["libpq-dev"])]),
    .systemLibrary(
      name: "CQREncode", pkgConfig: "libqrencode", providers: [.apt(["libqrencode-dev"])]),
    .systemLibrary(
      name: "CSodium", pkgConfig: "libsodium", providers: [.apt(["libsodium-dev"])]),
    .systemLibrary(
      name: "CXlsxWriter", pkgConfig: "xlsxwriter", providers: [.apt(["libxlsxwriter-dev"])]),
    .systemLibrary(name: "CZlib", pkgConfig: "zlib", providers: [.apt(["zlib1g-dev"])]),
    .target(
      name: "Documents",
      dependencies: ["CExpat", "CQREncode", "CXlsxWriter", "CZlib", "Quantities"]),
    .testTarget(name: "DocumentsTests", dependencies: ["CZlib", "Documents", "Quantities"]),
    .target(name: "Storage"),
    .target(
      name: "StorageSQLite",
      dependencies: [
        "Storage", .product(name: "GRDB", package: "GRDB.swift"),
        .product(name: "GRDBSQLite", package: "GRDB.swift"),
      ]),
    .target(name: "StoragePostgreSQL", dependencies: ["CPQ", "Storage"]),
    // A fresh database for each test, on the store that the environment names.
    .target(
      name: "TestStores", dependencies: ["CPQ", "Storage", "StoragePostgreSQL", "StorageSQLite"],
      path: "Tests/TestStores"),
    .testTarget(
      name: "StorageTests",
      dependencies: ["Storage", "StoragePostgreSQL", "StorageSQLite", "TestStores"],
      exclude: ["schema.sql"]),

    // Floor 2: the core.
    .target(
      name: "Definitions",
      dependencies: [
        "Documents", "Feel", "Frames", "Quantities", "Reports",
        .product(name: "Yams", package: "Yams"),
      ]),
    .testTarget(
      name: "DefinitionsTests",
      dependencies: ["Definitions", "Documents", "Feel", "Frames", "Quantities", "Reports"],
      resources: [.copy("Files")]),
    .target(
      name: "Facts",
      dependencies: ["Definitions", "Documents", "Feel", "Frames", "Quantities", "Storage"]),
    .testTarget(
      name: "FactsTests",
      dependencies: [
        "Definitions", "Documents", "Facts", "Feel", "Frames", "Quantities", "Storage",
        "TestStores",
      ], exclude: ["Files"]),
    .target(
      name: "Commands",
      dependencies: ["CSodium", "Definitions", "Documents", "Facts", "Quantities", "Storage"]),
    .testTarget(
      name: "CommandsTests",
      dependencies: [
        "Commands", "Definitions", "Documents", "Facts", "Quantities", "Storage",
        "TestStores",
      ]),
    .target(
      name: "Findings",
      dependencies: ["Definitions", "Facts", "Feel", "Frames", "Quantities"]),
    .testTarget(
      name: "FindingsTests",
      dependencies: [
        "Definitions", "Facts", "Findings", "Quantities", "Storage", "StorageSQLite",
      ]),

    // Floor 3: the domain.
    .target(
      name: "Ledgers",
      dependencies: [
        "Commands", "Definitions", "Facts", "Feel", "Findings", "Forecasts", "Frames",
        "Quantities", "Reports", "Storage",
      ]),
    .testTarget(
      name: "LedgersTests",
      dependencies: [
        "Commands", "Definitions", "Documents", "Facts", "Feel", "Findings", "Forecasts", "Frames",
        "Ledgers",
        "Quantities", "Reports", "SampleDistrict", "Storage", "TestStores",
      ]),

    // Floor 4: the faces.
    .target(
      name: "Papers",
      dependencies: [
        "Commands", "Definitions", "Documents", "Facts", "Ledgers", "Quantities", "Storage",
      ]),
    .testTarget(
      name: "PapersTests",
      dependencies: [
        "Commands", "Definitions", "Documents", "Facts", "Ledgers", "Papers", "Quantities",
        "Reports", "SampleDistrict", "Storage", "TestStores",
      ]),
    .target(
      name: "Web",
      dependencies: [
        "Commands", "Definitions", "Documents", "Facts", "Feel", "Findings", "Forecasts", "Frames",
        "Ledgers", "Papers", "Quantities", "Reports", "Storage",
        .product(name: "Hummingbird", package: "hummingbird"),
        .product(name: "Logging", package: "swift-log"),
        .product(name: "NIOCore", package: "swift-nio"),
      ],
      resources: [
        .embedInCode("Resources/hefu.css"), .embedInCode("Resources/hefu.js"),
        .embedInCode("Resources/charts.js"),
      ]),
    .testTarget(
      name: "WebTests",
      dependencies: [
        "Commands", "Definitions", "Documents", "Facts", "Feel", "Findings", "Frames", "Ledgers",
        "Papers", "Quantities", "Reports", "SampleDistrict", "Storage", "TestStores", "Web",
        .product(name: "Hummingbird", package: "hummingbird"),
        .product(name: "Logging", package: "swift-log"),
        .product(name: "NIOCore", package: "swift-nio"),
        .product(name: "NIOEmbedded", package: "swift-nio"),
      ],
      exclude: ["Pages"]),
    .executableTarget(
      name: "hefu",
      dependencies: [
        "Commands", "Definitions", "Documents", "Facts", "Feel", "Findings", "Forecasts", "Frames",
        "Ledgers", "Papers",
        "Quantities", "Reports", "SampleDistrict", "Storage", "StoragePostgreSQL", "StorageSQLite",
        "Web",
        .product(name: "ArgumentParser", package: "swift-argument-parser"),
        .product(name: "Logging", package: "swift-log"),
      ]),
    .testTarget(
      name: "CommandLineTests",
      dependencies: [
        "Definitions", "Documents", "Facts", "Findings", "Frames", "Quantities", "SampleDistrict",
        "Storage", "StorageSQLite", "hefu",
      ], exclude: ["Files", "Transcripts"]),

    // Aside: the fictional district that tests, demonstration and benchmarks share.
    .target(
      name: "SampleDistrict",
      dependencies: ["Definitions", "Documents", "Quantities"]),
    .testTarget(
      name: "SampleDistrictTests",
      dependencies: [
        "Commands", "Definitions", "Documents", "Quantities", "Reports", "SampleDistrict",
      ]),
    // What the fuzzers do with an input, so that tests can do it with every input kept.
    .target(
      name: "Exercises",
      dependencies: ["Definitions", "Documents", "Feel", "Frames", "Quantities"],
      path: "Fuzz/Exercises"),
    .testTarget(name: "FuzzTests", dependencies: ["Exercises"]),
  ],
  swiftLanguageModes: [.v6]
)

for target in package.targets where target.type != .system {
  target.swiftSettings =
    (target.swiftSettings ?? []) + [
      .enableUpcomingFeature("ExistentialAny"),
      .enableUpcomingFeature("InternalImportsByDefault"),
      .enableUpcomingFeature("MemberImportVisibility"),
      .enableUpcomingFeature("NonisolatedNonsendingByDefault"),
      .enableUpcomingFeature("InferIsolatedConformances"),
      .enableUpcomingFeature("ImmutableWeakCaptures"),
      .treatAllWarnings(as: .error),
    ]
}

// `HEFU_FUZZ=1 swift build --scratch-path .build-fuzz --product FeelFuzzer` builds a fuzzer; the flags
// it needs have no place in an ordinary build.
if Context.environment["HEFU_FUZZ"] != nil {
  let fuzzing: [SwiftSetting] = [.unsafeFlags(["-sanitize=fuzzer", "-parse-as-library"])]
  let watched: Set = ["Documents", "Feel", "Quantities", "Reports"]
  for target in package.targets where watched.contains(target.name) {
    target.swiftSettings = (target.swiftSettings ?? []) + fuzzing
  }
  let fuzzers: [(name: String, dependencies: [Target.Dependency])] = [
    ("FeelFuzzer", ["Exercises"]), ("ModelFuzzer", ["Exercises"]),
    ("ReaderFuzzer", ["Definitions", "Reports"]),
  ]
  package.targets += fuzzers.map { name, dependencies in
    .executableTarget(
      name: name, dependencies: dependencies, path: "Fuzz/\(name)", swiftSettings: fuzzing,
      linkerSettings: [.unsafeFlags(["-sanitize=fuzzer"])])
  }
}
