"""The registry of the facts of a transaction: option, help, columns, accepted words and limits of each fact are one row.

Command-line options, completion, column names, the requests and schemas of the services, the fields of their form,
documents, receipts and the questions of the report are generated from these rows. A new fact needs a row here, a field in
`Transaction` and `Facts`, and the rules of law that depend on it.
"""

from __future__ import annotations

from typing import Final, Literal, NamedTuple, get_args

from exportctl.law.model import Answer, EndUse, EndUser, Form, Person, file_key
from exportctl.limits import NAME, QUANTITY, TEXT
from exportctl.sentences import translatable

Kind = Literal["text", "texts", "day"]
"""The kinds of values: one text, any number of texts, or a day."""
Panel = Literal["Goods", "Route and parties", "Use", "Reading the law"]

About = Literal["goods", "route", "parties", "use", "days"]
"""The subjects of facts that are read together: `use` covers the use, the users and the recipients of the goods."""
_PLACE: Final = "PLACE"


class Fact(NamedTuple):
    """One fact that a caller can state.

    - `field` is its name in Python.
    - `takes` names the value of its option, which `help` explains: the first paragraph in short, the others in full.
    - `label` names it in a form; `hint` describes how to fill in its field, if not as the option.
    - `default` is the value if the caller states none.
    - `words` are the only accepted values, if they are limited; `longest` is the largest number of characters of a text.
    - `question` is the question for the fact if it is missing and decides.
    - `headers` are other names of its columns, separated by commas. Advice names a column by the label if it is one of them, else
      by the first, and in Chinese by the first Chinese one.
    - `chinese` is its Chinese label if no heading is: columns of that name hold descriptions, or parties.
    - `generic` are names of columns that hold it only if no other column does.
    - `among` marks a fact for which a condition of the law lists values.
    - `about` groups facts that are read together.
    """

    field: str
    panel: Panel
    takes: str
    label: str
    help: str
    kind: Kind = "text"
    default: str | None = None
    words: tuple[str, ...] = ()
    longest: int = TEXT
    question: str = ""
    headers: str = ""
    chinese: str = ""
    generic: str = ""
    about: About = "use"
    among: bool = False
    hint: str = ""

    @property
    def key(self) -> str:
        """The name in files, columns, requests and documents."""
        return file_key(self.field)

    @property
    def of_goods(self) -> bool:
        """Whether the fact describes the goods."""
        return self.about == "goods"

    @property
    def is_place(self) -> bool:
        """Whether its values are places."""
        return self.takes == _PLACE

    @property
    def option(self) -> str:
        """The option on the command line, or the argument for the goods."""
        return self.takes if self.field == ITEM else f"--{self.key.replace('_', '-')}"


ITEM: Final = "item"
PARTY: Final = "party"
RECIPIENT: Final = "supplied_to"
"""Who receives goods: that decides whether supplies at home are exports."""
FACTS: Final[tuple[Fact, ...]] = (
    Fact(
        "item",
        "Goods",
        "ITEM",
        label=translatable("Goods"),
        help=(
            "Description, formula, CAS number, control or customs code.\n\n"
            "A description is in English or Chinese. A control code is an entry of the list (3C001.a); a customs "
            "code has 6, 8 or 10 digits. ITEM can also be the key of an item in the items file of the company."
        ),
        question=translatable("What exactly are the goods? Name them more precisely."),
        headers=(
            "goods, goods name, goods description, description of goods, description, product, product name, product "
            "description, commodity, commodity name, commodity description, description of commodity, item name, item "
            "description, material description, cargo description, article description, name of goods, item desc, "
            "product desc, 品名, 货物, 货物名称, 货物描述, 货名, 商品, 商品名称, 商品描述, 产品, 产品名称, 物料名称, "
            "物料描述, 品名及规格, 品名规格, 商品名称及规格型号, 货物名称及规格, 货物名称及规格型号, 货物品名, 货品名称, 申报品名"
        ),
        generic="article",
        about="goods",
    ),
    Fact(
        "to",
        "Route and parties",
        _PLACE,
        label=translatable("Destination"),
        help=(
            "Destination: ISO code or name, English or Chinese.\n\nHK, MO and TW are destinations. CN is the mainland."
        ),
        question=translatable("Where do they go?"),
        headers=(
            "destination, destination country, country of destination, final destination, country of final destination, "
            "country of ultimate destination, ultimate destination, ship to country, shipped to country, delivery "
            "country, country of delivery, deliver to country, consignee country, country of consignee, importing "
            "country, country of import, import country, importer country, receiving country, recipient country, receiver country, "
            "dest country, dest, final country, country of final use, country of end use, country of use, end use country, "
            "end user country, country of end user, onward destination, re-export destination, "
            "destination country region, ship to country region, country region of destination, "
            "destination country code, ship to country code, country code of destination, 目的国, 收货国, 收货国家, 收货国别, "
            "收货人国家, 收货人所在国, 到达国, 抵达国, 目的国家地区, 目的国家, 目的国别, 目的地, 目的地国, "
            "目的地国家, 目的国地区, 最终目的国, 最终使用国, 使用国, 最终用户所在国, 最终用户国家, "
            "最终目的国地区, 最终目的国家, 最终目的地, 运抵国, 运抵国地区, 运抵国别, "
            "运抵国家, 抵运国, 进口国, 进口国家"
        ),
        generic=(
            "country, country name, country code, country region, country territory, nation, 国家, 国别, 国家地区, "
            "国别地区, 国家或地区, 国家名称, 国家代码"
        ),
        about="route",
    ),
    Fact(
        "from_",
        "Route and parties",
        _PLACE,
        label=translatable("Place of departure"),
        help="Place of departure.",
        default="CN",
        question=translatable("Where do they leave from?"),
        headers=(
            "place of departure, country of export, country of dispatch, exporting country, dispatch country, ship from "
            "country, departure country, 启运国, 启运国地区, 起运国, 起运国地区, 发货国"
        ),
        among=True,
        about="route",
        hint=translatable("Leave it empty for China."),
    ),
    Fact(
        "origin",
        "Route and parties",
        _PLACE,
        label=translatable("Place of origin"),
        help="Place of origin. \\[default: CN if --from is CN]",
        question=translatable("Where do they come from?"),
        headers="country of origin, origin country, coo, made in, 原产国, 原产地, 原产国家, 原产国地区",
        among=True,
        about="route",
        hint=translatable("Leave it empty for China, if the goods leave from there."),
    ),
    Fact(
        "on",
        "Reading the law",
        "DAY",
        label=translatable("Day"),
        help="Day to check, YYYY-MM-DD. \\[default: today in Shanghai]",
        kind="day",
        headers=(
            "shipment date, shipping date, ship date, shipped, shipped on, date of shipment, date shipped, export date, date of "
            "export, etd, estimated time of departure, departure date, date of departure, dispatch date, date of dispatch, "
            "出口日期, 发货日期, 出货日期, 发运日期, 装运日期, 出运日期, 离港日期, 启运日期, 装船日期"
        ),
        generic=(
            "date, day, when, atd, actual time of departure, actual departure, actual departure date, actual export, actual export "
            "date, actual ship date, actual shipment date, 日期, 实际出口日期, 实际发货日期, 实际离港日期"
        ),
        about="days",
        hint=translatable("Leave it empty for today in Shanghai."),
    ),
    Fact(
        "known_on",
        "Reading the law",
        "DAY",
        label=translatable("As known on"),
        help=(
            "Use only acts published by this day.\n\n"
            "Later acts, suspensions and statements do not count: this is what a careful exporter could know on "
            "that day."
        ),
        kind="day",
        headers="as known on, 公布截至, 法规公布截至",
        about="days",
    ),
    Fact(
        "end_use",
        "Use",
        "USE",
        label=translatable("End use"),
        help=(
            "End use: civil, military, wmd, terrorism, advanced-chips, military-ai, rare-earths, humanitarian or other.\n\n"
            "rare-earths covers mining, separation, smelting, magnets and recycling."
        ),
        words=get_args(EndUse),
        question=translatable("What is the end use?"),
        headers=(
            "final use, intended use, intended end use, end use purpose, purpose of use, 最终用途, 用途, 使用目的, 最终使用目的, "
            "使用用途"
        ),
        generic="use, usage",
        among=True,
    ),
    Fact(
        "end_user_type",
        "Use",
        "TYPE",
        label=translatable("Type of end user"),
        help="Type of the end user: civil or military.",
        words=get_args(EndUser),
        question=translatable("Is the end user civil or military?"),
        headers="type of end user, user type, type of user, 最终用户类型, 用户类型, 用户性质, 最终用户性质, 用户类别",
        among=True,
    ),
    Fact(
        "party",
        "Route and parties",
        "PARTY",
        label=translatable("Parties"),
        help=(
            "Party to the transaction: NAME, or ROLE=NAME. Repeatable.\n\n"
            "State the role if you know it: --party end-user=NAME, importer=NAME or consignee=NAME."
        ),
        kind="texts",
        longest=NAME,
        question=translatable("Who takes part?"),
        headers=(
            "parties, party name, name of party, counterparty, counterparty name, contract party, contracting party, business "
            "partner, trading partner, trade partner, payer, account name, agent, agent name, broker, trader, forwarder, freight "
            "forwarder, order customer, 交易相关方, 当事人, 交易方, 交易对方, 交易对手, 合同方, 合同对方, "
            "合同相对方, 对方单位, 往来单位, 付款方, 付款人, 代理人, 货代, 货运代理"
        ),
        generic="company, company name, name of company, 公司, 公司名称, 企业名称, 单位名称",
        about="parties",
        hint=translatable(
            "A name, with its role if you know it: end-user=NAME, consignee=NAME or importer=NAME. One per line."
        ),
    ),
    Fact(
        "owned_by",
        "Route and parties",
        "NAME=PCT",
        label=translatable("Owners of the end user"),
        help="Owner of the end user, with its share: Acme=60%. Repeatable.",
        kind="texts",
        longest=NAME,
        question=translatable("Who owns the end user?"),
        headers="owners of the end user, 最终用户的所有人",
        about="parties",
        hint=translatable("Name and share, such as Acme Holding=60%. One per line."),
    ),
    Fact(
        "hs_code",
        "Goods",
        "CODE",
        label=translatable("Customs code"),
        help=(
            "Customs code of the goods, 6 to 10 digits.\n\n"
            "Only the first six digits are international. exportctl uses more digits if the Chinese data has "
            "them. The codes of other customs territories count, too, such as those of Japan with nine digits; as ITEM, "
            "a code has 6, 8 or 10 digits."
        ),
        question=translatable("Under which customs code are they declared?"),
        headers=(
            "hs, hs no, hs number, hts, hts code, hts number, hs tariff code, tariff code, tariff number, customs code, "
            "commodity code, customs tariff number, customs tariff code, harmonized code, harmonised code, harmonized "
            "system code, harmonised system code, taric code, hsn, hsn code, 海关商品编号, 海关hs编码, 商品编码, 商品编号, hs编码, "
            "海关编码, 海关商品编码, 税则号, 税则号列, 税号, 海关税则号"
        ),
        about="goods",
    ),
    Fact(
        "entry",
        "Goods",
        "CODE|none",
        label=translatable("Your own classification"),
        help=(
            "Your own classification: control code or none. Repeatable.\n\n"
            "It settles criteria that only the text of the list can settle. If it contradicts the description, "
            "the stricter of the two applies."
        ),
        kind="texts",
        headers=(
            "your own classification, own classification, control code, control list code, control list entry, dual use code, "
            "自行归类, 管制编码, 出口管制编码, 两用物项编码, 管制清单编码"
        ),
        about="goods",
    ),
    Fact(
        "form",
        "Goods",
        "FORM",
        label=translatable("Form"),
        help=(
            "Form: metal, oxide, powder, wafer, magnet, ... Repeatable.\n\n"
            "Substances: metal, alloy, oxide, compound, mixture, ore. Shapes: powder, crystal, wafer, target, "
            "magnet, fibre. Products: ceramic, phosphor, catalyst, component, equipment, finished-product. "
            "Intangible: software, technology. Combine a substance and a shape: --form oxide --form powder."
        ),
        kind="texts",
        words=get_args(Form),
        question=translatable("Which substance and shape have the goods?"),
        headers="material form, 形态",
        about="goods",
    ),
    Fact(
        "contains",
        "Goods",
        "X=PCT",
        label=translatable("Elements and compounds"),
        help="Weight share of an element or compound: Gd=12%. Repeatable.",
        kind="texts",
        longest=QUANTITY,
        question=translatable("Which elements or compounds do the goods contain, and how much of each?"),
        headers="elements and compounds, 元素和化合物",
        about="goods",
    ),
    Fact(
        "param",
        "Goods",
        "NAME=QTY",
        label=translatable("Measured properties"),
        help=("Measured property: 'density=1.8 g/cm3'. Repeatable.\n\n`exportctl list parameters` prints the names."),
        kind="texts",
        longest=QUANTITY,
        headers="measured properties, 技术参数（名称=数值）",
        chinese="技术参数",
        about="goods",
    ),
    Fact(
        "cn_content",
        "Goods",
        "PCT",
        label=translatable("Share of Chinese-origin items"),
        help=(
            "Value share of Chinese-origin listed rare-earth items: 12%.\n\n"
            "`exportctl content` adds up the share from a bill of materials."
        ),
        question=translatable("How much of their value is listed goods from China?"),
        headers="share of chinese-origin items, 原产于中国的物项所占比例",
        hint=translatable("Percent of the value that is Chinese-origin listed rare-earth items, such as 12."),
    ),
    Fact(
        "cn_technology",
        "Goods",
        "yes|no",
        label=translatable("Chinese rare-earth technology"),
        help="Made abroad with Chinese-origin rare-earth technology.",
        words=get_args(Answer),
        question=translatable("Were they made with Chinese rare-earth technology?"),
        headers="chinese rare-earth technology, 中国稀土技术",
    ),
    Fact(
        "quantity",
        "Use",
        "AMOUNT",
        label=translatable("Quantity"),
        help=(
            "Amount with its unit: '500 kg'.\n\n"
            "Some acts exempt small amounts. They count everything that goes to one country in a calendar year."
        ),
        question=translatable("How much is it?"),
        headers="qty, 数量",
        generic="net weight, weight, 重量, 净重",
    ),
    Fact(
        "supplied_to",
        "Route and parties",
        "WHOM",
        label=translatable("Recipient"),
        help=(
            "Recipient: chinese or foreign person.\n\n"
            "State it if the destination does not settle it: foreign persons in China (--to CN), Chinese persons "
            "abroad."
        ),
        words=get_args(Person),
        question=translatable("Who receives it: Chinese or foreign persons?"),
        headers="type of recipient, 接收方类型",
        chinese="接收方",
        among=True,
        hint=translatable("State it if the destination does not settle it."),
    ),
    Fact(
        "supplied_by",
        "Route and parties",
        "WHO",
        label=translatable("Supplier"),
        help=("Supplier: chinese or foreign person.\n\nSome acts bind Chinese persons wherever they are."),
        words=get_args(Person),
        question=translatable("Who hands it over: Chinese or foreign persons?"),
        headers="type of supplier, 供应方类型, 提供方类型",
        chinese="提供方",
        among=True,
        hint=translatable("Some acts bind Chinese persons wherever they are."),
    ),
    Fact(
        "via_china",
        "Route and parties",
        "yes|no",
        label=translatable("Transit through China"),
        help=(
            "Whether goods from abroad pass through the mainland.\n\n"
            "State it for goods that leave from elsewhere (--from). A bonded area of the mainland counts, too."
        ),
        words=get_args(Answer),
        question=translatable("Do they pass through China?"),
        headers="transit through china, 经由中国过境",
    ),
)
"""The facts that a caller may state, in the order of the help."""
BY_FIELD: Final = {fact.field: fact for fact in FACTS}
BY_KEY: Final = {fact.key: fact for fact in FACTS}
DAYS: Final = tuple(fact.key for fact in FACTS if fact.kind == "day")
YES_OR_NO: Final = frozenset(fact.key for fact in FACTS if fact.words == get_args(Answer))
