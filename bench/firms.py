"""Names of firms that are on no list: real ones, and any number made from a seed and common parts of names."""

from __future__ import annotations

import random
from pathlib import Path

REAL = Path(__file__).resolve().parent / "unrelated_firms.tsv"


def _parts(text: str) -> tuple[str, ...]:
    """Return the parts of names in a text, which bars separate."""
    return tuple(part.strip() for part in text.split("|"))


PLACES = _parts(
    "Aachen | Adriatic | Alpine | Andean | Antwerp | Arizona | Atlantic | Austin | Baltic | Bavaria | Bay Area | "
    "Bergen | Birmingham | Boston | Brisbane | Cambridge | Canterbury | Cape | Carolina | Cascade | Chicago | "
    "Columbia | Copenhagen | Cornwall | Danube | Delta | Devon | Dublin | Eastern | Flanders | Florida | Gotland | "
    "Great Lakes | Gulf | Hamburg | Harbour | Helsinki | Hudson | Iberia | Indian | Jutland | Kansai | Kent | "
    "Lombardy | London | Malmö | Manchester | Mediterranean | Meuse | Midland | Milano | Montreal | Nevada | "
    "Nordic | Normandy | North Sea | Northern | Ohio | Oregon | Oslo | Pacific | Palatinate | Piedmont | Prairie | "
    "Quebec | Rhine | Riviera | Rocky Mountain | Sahara | Saxony | Scandinavian | Seoul | Sierra | Silesia | "
    "Singapore | Southern | Stuttgart | Summit | Swiss | Texas | Tokyo | Toscana | Trans-Pacific | Tyrol | Ural | "
    "Valley | Vienna | Volga | Wales | Western | Yorkshire | Zürich | Osaka | Nagoya | Taiwan | Korea | Hanseatic"
)
FAMILIES = _parts(
    "Adams | Almeida | Andersson | Bauer | Becker | Bianchi | Brandt | Carlsson | Chen | Costa | Dubois | Dupont | "
    "Eriksson | Ferrari | Fischer | Fontaine | Garcia | Grant | Gruber | Haas | Hansen | Harris | Hartmann | "
    "Hayashi | Hoffmann | Horvath | Ito | Jansen | Johansson | Kaufmann | Keller | Kim | Koch | Kowalski | Kruger | "
    "Lambert | Larsen | Lefebvre | Lehmann | Lindqvist | Lopez | Marconi | Marino | Martin | Maurer | Meier | "
    "Miller | Moreau | Mori | Muller | Murphy | Nakamura | Navarro | Nielsen | Novak | O'Brien | Olsen | Park | "
    "Patel | Pedersen | Petrov | Pfeiffer | Piotrowski | Ricci | Richter | Rossi | Roth | Russo | Santos | Sato | "
    "Schmidt | Schneider | Schwarz | Silva | Singh | Svensson | Takahashi | Tanaka | Thomsen | Van Dijk | Vasquez | "
    "Vogel | Wagner | Walker | Wang | Weber | Williams | Winkler | Wolf | Yamada | Yamamoto | Zimmermann | Zhang"
)
QUALITIES = _parts(
    "Advanced | Allied | Apex | Applied | Blue | Bright | Central | Clear | Continental | Digital | Dynamic | "
    "Emerald | Evergreen | First | Fusion | General | Global | Golden | Green | Horizon | Independent | Integrated | "
    "International | Iron | Liberty | Lunar | Modern | National | New | Nova | Omega | Optimum | Orbital | Premier | "
    "Prime | Quantum | Rapid | Red | Royal | Silver | Smart | Solar | Sterling | Superior | Sun | Trident | Union | "
    "United | Universal | Vanguard | Velocity | Vertex | White | Zenith | Precision | Tactical | Maritime"
)
TRADES = _parts(
    "Aerospace | Air Conditioning | Alloys | Analytics | Automation | Automotive | Avionics | Bakery Supplies | "
    "Batteries | Bearings | Biosciences | Brewing | Castings | Cement | Ceramic Tiles | Chemicals | Cinema | "
    "Clinics | Coatings | Coffee Roasters | Components | Composites | Construction | Consulting | Controls | "
    "Copper | Crystals | Dairy Products | Data Systems | Defence Logistics | Diagnostics | Distribution | Drones | "
    "Electric | Electronics | Energy | Engineering | Farms | Fasteners | Fibres | Fisheries | Foods | Forging | "
    "Freight | Furniture | Gases | Glass | Graphite | Healthcare | Heavy Industries | Hydraulics | Imaging | "
    "Industrial Supply | Instruments | Insurance | Investments | Laboratories | Laser | Lighting | Logistics | "
    "Machine Tools | Magnetics | Marine | Materials | Media | Medical | Metals | Micro Devices | Mining | Motors | "
    "Networks | Nutrition | Oil & Gas | Optics | Packaging | Paper Mills | Pet Foods | Pharma | Photonics | Pipes | "
    "Plastics | Power Systems | Precision Parts | Printing | Pumps | Rail | Resources | Robotics | Rubber | "
    "Satellite Services | Scientific | Security | Semiconductors | Sensors | Shipbuilding | Shipping | Software | "
    "Solutions | Space Systems | Steel | Systems | Technologies | Telecom | Textiles | Timber | Tooling | Toys | "
    "Trading | Turbines | Ventures | Watches"
)
FORMS = _parts(
    "Inc. | Inc | LLC | Corp. | Corporation | Company | Co., Ltd. | Ltd | Ltd. | Limited | plc | GmbH | AG | "
    "GmbH & Co. KG | S.A. | SAS | S.r.l. | S.p.A. | B.V. | N.V. | AB | A/S | Oy | Sp. z o.o. | a.s. | s.r.o. | "
    "Pty Ltd | Pte. Ltd. | K.K. | Holdings | Group |  |  | "
)
CITIES = _parts(
    "上海 | 北京 | 深圳 | 苏州 | 无锡 | 宁波 | 杭州 | 天津 | 武汉 | 成都 | 东莞 | 青岛 | 厦门 | 台北 | 新竹 | 香港 | "
    "昆山 | 长沙 | 西安 | 大连"
)
SIGNS = _parts(
    "华 | 宏 | 兴 | 达 | 盛 | 瑞 | 鑫 | 泰 | 联 | 创 | 恒 | 信 | 德 | 金 | 明 | 科 | 新 | 星 | 海 | 天 | 东 | 顺 | "
    "友 | 安 | 利 | 丰 | 永 | 佳 | 正 | 立"
)
BUSINESSES = _parts(
    "电子 | 科技 | 精密机械 | 新材料 | 光电 | 半导体 | 贸易 | 物流 | 化工 | 航空设备 | 船舶配件 | 磁材 | 有色金属 | "
    "仪器 | 自动化 | 进出口 | 环保 | 塑料 | 五金 | 医疗器械"
)
KINDS = _parts("Group | Partners | International | Services")
HAN_FORMS = _parts("有限公司 | 股份有限公司 | 集团有限公司 | 公司 | ")
STEMS = _parts(
    "山田 | 中村 | 東洋 | 日本 | 大和 | 富士 | 三和 | 共栄 | 北陸 | 東北 | 昭和 | 丸山 | 西川 | 関西 | 新日本 | 旭 | "
    "太陽 | 協和 | 明治 | 信越"
)
KOGYO = _parts(
    "工業 | 電機 | 製作所 | 精機 | 化学 | 商事 | 運輸 | 食品 | 建設 | 金属 | 電子 | 物産 | 紡織 | 硝子 | 製紙 | "
    "機械 | 薬品 | 印刷 | 倉庫 | 鉄工所"
)


def real_firms() -> list[str]:
    """Return the real firms of the list."""
    lines = REAL.read_text(encoding="utf-8").splitlines()
    return [line.partition("\t")[0] for line in lines if line and not line.startswith("#")]


def invented_firms(seed: int, count: int) -> list[str]:
    """Return a number of different names, made from a seed."""
    names: dict[str, None] = {}
    pick = random.Random(seed)
    while len(names) < count:
        names[_name(pick)] = None
    return list(names)


def _name(pick: random.Random) -> str:
    place, family, quality, trade = (pick.choice(parts) for parts in (PLACES, FAMILIES, QUALITIES, TRADES))
    form = pick.choice(FORMS)
    match pick.randrange(12):
        case 0 | 1:
            name = f"{place} {trade} {form}"
        case 2 | 3:
            name = f"{family} {trade} {form}"
        case 4:
            name = f"{family} & {pick.choice(FAMILIES)} {pick.choice((trade, ''))} {form}"
        case 5 | 6:
            name = f"{quality} {trade} {form}"
        case 7:
            name = f"{place} {quality} {trade} {form}"
        case 8:
            name = f"{quality} {place} {trade} {pick.choice(KINDS)} {form}"
        case 9:
            name = f"{''.join(pick.choice('ABCDEFGHIKLMNOPRSTUVW') for _ in range(3))} {trade} {form}"
        case 10:
            name = f"{pick.choice(CITIES)}{pick.choice(SIGNS)}{pick.choice(SIGNS)}{pick.choice(BUSINESSES)}{pick.choice(HAN_FORMS)}"
        case _:
            name = pick.choice(("株式会社{}{}", "{}{}株式会社", "{}{}")).format(pick.choice(STEMS), pick.choice(KOGYO))
    return " ".join(name.split())
