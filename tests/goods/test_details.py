"""Details of ordinary goods do not keep them open, although the list uses their words; names of other goods do."""

from __future__ import annotations

import pytest

from exportctl.api import Law
from tests.goods.answers import lines, verdict_of


@pytest.mark.parametrize(
    "item",
    [
        "Men's down jacket, nylon shell, detachable hood",
        "hair dryer 2000W, 2 nozzles, water resistant handle",
        "sunglasses metal frame, UV400 polarised",
        "shampoo anti-dandruff 400 ml",
        "wig synthetic long wavy 60cm",
        "necklace stainless steel pendant heart",
        "clinical glass thermometers, mercury-free, galinstan filled",
        "床垫 乳胶 180×200×10cm 真空压缩",
        "手表 石英机芯 女款 皮带",
        "保温杯 真空双层 500ml",
        "laser level self-levelling, tripod included",
        "drone carrying backpack polyester hard shell, black, 30 L",
        "cubic zirconia stud earrings 925 sterling",
        "magnetic jewellery clasps, gold tone, bag of 50",
        "wood lathe 350 mm for hobby workshop",
        "Carbon-fibre look mousepad, rubber base",
        "TUNGSTEN WEDDING BAND 8MM, LASER ENGRAVED",
        "陀螺玩具 发光 塑料",
        "无人机收纳背包 尼龙 硬壳 30升",
    ],
)
def test_details_leave_ordinary_goods_decided(store: Law, item: str) -> None:
    """They describe the goods, or name their usual parts and materials."""
    assert verdict_of(store, item).decision == "no_control_found"


@pytest.mark.parametrize(
    "item",
    [
        "gloves, glovebox port hypalon",
        "hair dryer nozzle, rocket nozzle graphite",
        "hair dryer, turbopump",
        "skateboard bearings, magnetic suspension bearing",
        "T-shirt, bulletproof ceramic plate level IV",
        "kitchen scale, accelerometer sensor navigation grade",
        "electric kettle, pressure transducer bellows sealed",
        "castor oil, ricin free of charge sample",
        "bicycle frame carbon prepreg",
        "bicycle wheel, high speed camera",
        "lamp, vacuum induction furnace heated",
        "suitcase gallium metal",
        "cotton T-shirt tungsten rods",
        "洗衣机 变频器 600Hz",
        "手表 石英加速度计",
        "儿童玩具 真空炉",
        "床垫 等静压石墨块",
        "自行车架 碳纤维预浸料",
        "手套 手套箱",
        "toy car, sputtering targets",
        "T-shirts, wafers 6 inch",
        "儿童玩具 激光晶体",
        "LED lamp bead phosphor powder YAG:Ce",
        "solar panel, gallium arsenide cells on germanium wafers",
        "lead acid battery, lithium-ion cell 350 Wh/kg",
        "铅酸蓄电池 锑锭",
        "knapsack sprayer for drone 50 L agricultural UAV",
        "drone carrying case with quadcopter endurance 60 min",
        "tap, zirconium ball valve",
        "laser level, lidar sensor 1550 nm",
        "cubic zirconia ring, zirconium sponge",
        "magnetic clasp, NdFeB magnets N42SH dysprosium",
        "rapid test cassette, dengue virus culture",
        "陀螺玩具 光纤陀螺",
        "无人机背包 含无人机",
        "carbon fibre look prepreg",
        "laser cut tungsten plates",
        "石墨色 等静压石墨块",
    ],
)
def test_details_hide_no_other_goods(store: Law, item: str) -> None:
    """A detail inside the name of listed goods, or beside one, clears nothing."""
    assert verdict_of(store, item).decision != "no_control_found"


@pytest.mark.parametrize(
    "item",
    [
        "E-bike 250W, 36V 10.4Ah lithium battery, step-through frame",
        "bluetooth speaker, lithium battery 1200mAh",
        "锂电池电动自行车 250W 36V13Ah 散件装箱",
        "锂电电钻 18V 工具箱",
    ],
)
def test_the_own_battery_of_a_product_is_a_part_of_it(store: Law, item: str) -> None:
    """Its voltage or its capacity is next to it, or its name is right before that of the product."""
    assert verdict_of(store, item).decision == "no_control_found"


@pytest.mark.parametrize(
    "item",
    [
        "e-bike, lithium battery 48V 20Ah 350 Wh/kg",
        "e-bike + 48V 20Ah lithium battery",
        "e-bike; 48V 20Ah lithium battery",
        "e-bike, lithium battery 48V 100 pcs",
        "e-bike, lithium battery cells 3.7V 5Ah",
        "e-bike, lithium battery",
        "e-bike, 36V 10Ah lithium battery, LFP cathode powder",
        "玩具 锂电池 3.7V 5000个",
        "锂电池电动自行车 350Wh/kg",
        "锂电池电动自行车生产线",
        "无人机 锂电池 22.2V 16Ah",
    ],
)
def test_batteries_of_their_own_stay_open(store: Law, item: str) -> None:
    """A number, a mass, a property or a mark before further goods makes a battery goods of its own."""
    assert verdict_of(store, item).decision != "no_control_found"


@pytest.mark.parametrize(
    ("item", "code"),
    [
        ("plastic hangers for trousers 40 cm black", "392690"),
        ("storage box for household", "392690"),
        ("curtain rings", "392690"),
        ("paracetamol powder, 25 kg drum", "292429"),
        ("LPG steel cylinder empty 12.5 kg", "731100"),
        ("Air compressor, reciprocating, belt drive, 100 L receiver", "841480"),
        ("Brass kitchen mixer tap single lever chrome, 35 mm ceramic cartridge", "848180"),
        ("螺杆空压机 22kW 8公斤 固定式", "841480"),
        ("硅胶猫砂 3.8L", "382499"),
    ],
)
def test_entries_of_a_code_that_ordinary_words_cannot_mean_do_not_count(store: Law, item: str, code: str) -> None:
    """A heading carries entries, but the words share none of theirs."""
    assert verdict_of(store, item, hs_code=code).decision == "no_control_found"


@pytest.mark.parametrize(
    ("item", "code"),
    [
        ("chrome vanadium ring spanner set", "820411"),
        ("CCTV dome 4MP PoE", "852589"),
        ("smart watch heart rate band", "851762"),
        ("garden sprayer 5L battery", "842441"),
        ("squirrel cage motor 3-ph 2.2 kW 4 pole B3, IE2, cast iron frame", "850152"),  # kW is a word of 9A012.b.2
    ],
)
def test_entries_of_a_code_without_a_word_in_the_text_do_not_count(store: Law, item: str, code: str) -> None:
    """No noun for their kind of goods, no word of their field, and no distinguishing word of their name."""
    assert verdict_of(store, item, hs_code=code).decision == "no_control_found"


@pytest.mark.parametrize(
    ("item", "code"),
    [
        ("pump", "841370"),
        ("centrifugal pump 5 m3/h", "841370"),
        ("induction furnace 50 kW", "851420"),
        ("S-type glass direct roving, 1200 tex", "701912"),
        ("reactor vessel 500 L", "841989"),
    ],
)
def test_a_noun_for_their_kind_keeps_the_entries_of_a_code(store: Law, item: str, code: str) -> None:
    """Figures and materials that are not stated may still make these goods listed ones."""
    assert verdict_of(store, item, hs_code=code).decision == "undecided"


@pytest.mark.parametrize("item", ["USB3.2", "PU", "UV", "Y2K"])
def test_marks_of_trade_are_no_formulae(store: Law, item: str) -> None:
    """They would be uranium and yttrium."""
    assert not lines(store, item)
    assert verdict_of(store, item).decision == "undecided"


@pytest.mark.parametrize(
    ("item", "code"),
    [
        ("composite tube for hangers", "392690"),
        ("carbon fibre prepreg hangers", "392690"),
        ("ablative liner", "392690"),
        ("ethyl 4-oxo-1-phenethylpiperidine-3-carboxylate modelling sand", "293399"),
        ("paracetamol, 3-oxo-2-phenylbutanamide", "292429"),
        ("gas cylinder for high explosives containment", "731100"),
        ("screw air compressor, bellows sealed, 30 m3/h", "841480"),
        ("air compressor for uranium hexafluoride, belt drive", "841480"),
        ("irrigation pump PTFE lined, double mechanical seal", "841370"),
        ("CCTV camera, radiation hardened", "852589"),
        ("wifi router VPN encryption 10 Gbps", "851762"),
        ("aluminium flagpole tube 7075-T6 540 MPa OD 100", "760820"),
        ("304 stainless steel sheet, titanium stabilised duplex", "721933"),
        ("printed circuit board, guidance", "853400"),
        ("螺杆空压机 波纹管密封 六氟化铀", "841480"),
        ("水龙头 火箭发动机用", "848180"),
    ],
)
def test_entries_of_a_code_that_words_can_mean_stay(store: Law, item: str, code: str) -> None:
    """A word, a material or a use of the list beside ordinary goods keeps the entries of their heading."""
    assert verdict_of(store, item, hs_code=code).decision != "no_control_found"
