"""A small list with corroborated figures, leads, figures that grow with a length or have several axes, and exclusions."""

LIST = {
    "release.yaml": """\
version: "1"
shape: 3
jurisdictions:
  - {id: CN, name: {en: China, zh: 中国}, territory: [CN], checked_through: 2026-10-10, covers_from: 2023-08-01}
""",
    "sources/acme.yaml": """\
- {id: act, ref: the act, confidence: official-text-seen}
- {id: copy, ref: a copy, confidence: third-party-dataset}
- {id: copy-again, ref: another field of the copy, confidence: third-party-dataset, same_as: copy}
- {id: other, ref: what others read, confidence: third-party-dataset}
- {id: guess, ref: our conclusion, confidence: inferred}
""",
    "acts/cn/2025/acme-2025-1.yaml": """\
id: acme-2025-1
jurisdiction: CN
issuers: [ACME]
published: 2025-01-01
title: {en: The list, zh: 清单}
sources: [act]
checked: 2025-01-01
provisions:
  - {paragraph: "1", title: {en: The list, zh: 清单}, from: 2025-02-01, binds: exporters-at-home, lists: [2B201]}
""",
    "entries/2B201.yaml": """\
code: 2B201
name: {en: Machine tools, zh: 机床}
sources: [copy, copy-again, guess]
checked: 2026-10-10
entries:
  - code: 2B201.a
    name: {en: Lathe, zh: 车床}
    criteria:
      all:
        - {parameter: workpiece_diameter, op: ">", value: "35", unit: mm, sources: [copy, other]}
        - {parameter: positioning_accuracy, op: "<", value: "6", unit: um, sources: [copy, copy-again, guess]}
    customs: [{codes: ["845811"], quality: inferred, confidence: inferred}]
  - code: 2B201.b
    name: {en: Milling machine, zh: 铣床}
    criteria:
      any:
        - {parameter: positioning_accuracy, op: "<", value: "6", unit: um, sources: [act]}
        - {parameter: rotary_axes, op: ">=", value: "2", unit: count, sources: [copy, other]}
    unless:
      all:
        - {parameter: x_travel, op: ">", value: "2", unit: m, sources: [copy, other]}
        - {parameter: x_positioning_accuracy, op: ">", value: "30", unit: um, sources: [copy, other]}
    customs: [{codes: ["845961"], quality: inferred, confidence: inferred}]
  - code: 2B201.c
    name: {en: Grinding machine, zh: 磨床}
    criteria: {parameter: positioning_accuracy, op: "<", value: "4", unit: um, sources: [copy, other]}
    unless: {parameter: workpiece_diameter, op: "<=", value: "150", unit: mm, sources: [copy]}
    customs: [{codes: ["846012"], quality: inferred, confidence: inferred}]
  - code: 2B201.d
    name: {en: Measuring machine, zh: 测量机}
    criteria:
      parameter: volumetric_error
      op: "<="
      value: "1.7"
      unit: um
      per: {length: measured_length, divisor: "800", unit: mm}
      sources: [copy, other]
    customs: [{codes: ["903149"], quality: inferred, confidence: inferred}]
""",
    "vocabulary/parameters.yaml": """\
- {id: positioning_accuracy, name: {en: positioning accuracy, zh: 定位精度}, unit: um}
- {id: x_positioning_accuracy, name: {en: accuracy along X, zh: X轴定位精度}, unit: um}
- {id: x_travel, name: {en: travel along X, zh: X轴行程}, unit: m}
- {id: rotary_axes, name: {en: rotary axes, zh: 旋转轴数}, unit: count}
- {id: workpiece_diameter, name: {en: workpiece diameter, zh: 工件直径}, unit: mm}
- {id: volumetric_error, name: {en: volumetric error, zh: 空间误差}, unit: um}
- {id: measured_length, name: {en: measured length, zh: 测量长度}, unit: mm}
""",
    "vocabulary/materials/machines.yaml": """\
- {id: lathe, names: {en: [Lathe for metal], zh: [金属车床]}, confidence: inferred, entries: [2B201.a]}
- {id: mill, names: {en: [Mill for metal], zh: [金属铣床]}, confidence: inferred, entries: [2B201.b]}
- {id: grinder, names: {en: [Grinder for metal], zh: [金属磨床]}, confidence: inferred, entries: [2B201.c]}
- {id: gauge, names: {en: [Gauge for metal], zh: [金属测量机]}, confidence: inferred, entries: [2B201.d]}
""",
    "customs/hs2022.csv": "hscode,description\n845811,Lathes\n845961,Mills\n846012,Grinders\n903149,Instruments\n640399,Footwear\n",
}
