// The rows are stored by column: a test of a column runs once for each distinct text; each row refers to the text by number.
const { columns, possible, nextChange, entryNames, words, reading, decisions, questions, papers, anchors, citations } = JSON.parse(document.getElementById("data").textContent);
const all = columns[0].places.length;
const named = new Map(columns.filter((column) => column.own).map((column) => [column.name, column]));
const byFact = new Map(columns.filter((column) => column.fact).map((column) => [column.fact, column]));
const table = document.getElementById("table");
const cards = document.getElementById("cards");
const more = document.getElementById("more");
const search = document.getElementById("search");
const narrow = matchMedia("(max-width: 760px)");
const PRINTED = 500;
const LINE = 32;
const LINES = 66;
const BRIEF = 24;
const NAMED = 2;
const searched = columns.filter((column) => !column.own || !["to_do", "other_reading"].includes(column.name));
const CARDS = 20;
// The main columns fit the width of the page, each with its share in percent; what to do has the rest.
const SHARES = { row: 6, decision: 14, item: 18, to: 10, day_checked: 11, next_change_on: 15 };
const TO_DO = "to_do";
const keyed = (column) => (column.own ? column.name : column.fact);
const main = columns.filter((column) => keyed(column) in SHARES || column.name === TO_DO);
const shares = new Map(main.map((column) => [column, SHARES[keyed(column)] ?? 0]));
shares.set(named.get(TO_DO), 100 - [...shares.values()].reduce((sum, share) => sum + share, 0));
let drawn = main;
const filters = new Map();
let sorted = { column: named.get("decision"), down: true };
let order;
let view;
let carded = CARDS;

const fill = (text, values) => text.replace(/\{(\w+)\}/g, (_, name) => values[name]);
const number = (value) => value.toLocaleString(words.language);
const parts = (text) => (text ? text.split(";") : []);
const text = (column, row) => (column ? column.values[column.places[row]] : "");
const label = (column) => (column.own ? (words[column.name] ?? column.name) : column.name);
const DECISIONS = new Set(["decision", "worst_case", "next_change_decision", "other_reading"]);

// A day does not break over two lines; browsers break it at a hyphen.
const DAY = /(?<![\w/=&?%.-])(\d{4}-\d{2}-\d{2})(?![\w-])/;
const unbroken = (value) => Object.assign(document.createElement("span"), { className: "day", textContent: value });
const whole = (inside) => (typeof inside === "string" ? inside.split(DAY).map((piece, place) => (place % 2 ? unbroken(piece) : piece)) : [inside]);

function made(tag, properties, ...inside) {
  const element = Object.assign(document.createElement(tag), properties);
  element.append(...(tag === "option" ? inside : inside.flatMap(whole)));
  return element;
}

// The meaning of a text in one of the program's own columns; a text of the file stays as it is.
function meaning(column, value) {
  if (!column.own) return value;
  if (column.name === "settled") return words[value] ?? value;
  if (column.name === "questions") return questions[value] ?? value;
  if (column.name === "answered_by") return papers[value] ?? value;
  if (column.name === "provisions") return citations[value]?.[0] ?? value;
  return decisions[value] ?? value;
}

function brief(column, row) {
  const value = text(column, row);
  if (!column.own || !value) return value;
  if (column.name === "row") return opener(row, value);
  if (DECISIONS.has(column.name)) return verdict(value);
  if (!column.list) return meaning(column, value);
  const items = parts(value);
  const rest = items.length > NAMED ? ` +${items.length - NAMED}` : "";
  return made("span", {}, ...items.slice(0, NAMED).flatMap((part, place) => [place ? "; " : "", linked(column, part)]), rest);
}

// A main column shows the first lines of a text; that of the next change is empty if none is known.
function boxed(column, row) {
  const isChange = column.own && column.name === "next_change_on";
  const changes = isChange && (text(column, row) || text(named.get("settled"), row) === "false");
  const box = made("div", { className: "lines" }, isChange ? (changes ? text(nextChange, row) : "") : brief(column, row));
  box.style.setProperty("--share", shares.get(column));
  return box;
}

const verdict = (value) => made("span", { className: `verdict v-${value}` }, decisions[value] ?? value);
const linked = (column, part) => (anchors[part] ? made("a", { href: `#${anchors[part]}`, onclick: () => dialog.close() }, meaning(column, part)) : meaning(column, part));

function opener(row, shown) {
  const button = made("button", { type: "button", className: "open-row" }, shown);
  const item = text(byFact.get("item"), row);
  button.setAttribute("aria-label", fill(item ? words.open_row_of : words.open_row, { row: text(columns[0], row), item }));
  return button;
}

// The dialog of a row: the reason, both readings, what to do and the citations first, then the cells of the file.
const dialog = document.getElementById("row");
document.getElementById("row-close").onclick = () => dialog.close();
const pair = (name, ...inside) => (inside.length ? [made("dt", {}, name), made("dd", {}, ...inside)] : []);
const line = (...inside) => made("div", {}, ...inside);

function readings(row) {
  const own = text(named.get("decision"), row);
  const other = text(named.get("other_reading"), row);
  if (!other || other === own) return [];
  const by = reading === "extended" ? { extended: own, "on-face": other } : { "on-face": own, extended: other };
  return ["on-face", "extended"].map((name) => line(fill(words[`reading_${name}`], { effect: decisions[by[name]] })));
}

function citation(row, part) {
  const mark = parts(text(possible, row)).includes(part) ? words.may_apply : "";
  const [cited, title] = citations[part] ?? [part, ""];
  const name = anchors[part] ? made("a", { href: `#${anchors[part]}`, onclick: () => dialog.close() }, cited) : cited;
  return line(name, title ? ` ${title}` : "", mark);
}

function open(row) {
  const listed = (name, shown) => parts(text(named.get(name), row)).map((part) => shown(named.get(name), part));
  const item = text(byFact.get("item"), row);
  const decision = text(named.get("decision"), row);
  const worst = text(named.get("worst_case"), row);
  document.getElementById("row-title").textContent = fill(words.row_of, { row: text(columns[0], row) }) + (item ? ` · ${item}` : "");
  document.getElementById("row-answer").replaceChildren(
    made("p", { className: `verdict v-${decision}` }, decisions[decision] ?? decision),
    made("p", { className: "why" }, text(named.get("reason"), row)),
  );
  document.getElementById("row-facts").replaceChildren(
    ...pair(words.to_do, text(named.get("to_do"), row)),
    ...pair(words.day_checked, text(named.get("day_checked"), row)),
    ...pair(words.readings, ...readings(row)),
    ...(worst && worst !== decision ? pair(words.worst_case, verdict(worst)) : []),
    ...pair(words.next_change_on, text(nextChange, row)),
    ...pair(words.questions, ...listed("questions", (column, part) => line(meaning(column, part)))),
    ...pair(words.provisions, ...listed("provisions", (_, part) => citation(row, part))),
    ...pair(words.entries, ...listed("entries", (_, part) => line(`${part} ${entryNames[part]}`))),
    ...pair(words.answered_by, ...listed("answered_by", (column, part) => line(linked(column, part)))),
    ...(text(named.get("not_answered"), row) ? pair(words.not_answered, text(named.get("not_answered"), row)) : []),
    ...pair(words.configured_by, ...listed("configured_by", (_, part) => line(part))),
  );
  const cells = columns.filter((column) => !column.own && text(column, row)).flatMap((column) => pair(column.name, text(column, row)));
  document.getElementById("row-file").hidden = !cells.length;
  document.getElementById("row-cells").replaceChildren(...cells);
  dialog.showModal();
  dialog.scrollTop = 0;
}

// On a narrow screen rows are cards, a few at a time.
function card(row) {
  const decision = text(named.get("decision"), row);
  const [item, to] = ["item", "to"].map((fact) => text(byFact.get(fact), row));
  const day = text(named.get("next_change_on"), row);
  return made(
    "li",
    { className: `v-${decision}` },
    made("p", { className: `verdict v-${decision}` }, decisions[decision] ?? decision),
    made("p", { className: "of" }, item, to ? made("span", {}, ` → ${to}`) : "", made("span", {}, `, ${text(named.get("day_checked"), row)}`)),
    made("p", {}, text(named.get("to_do"), row)),
    ...(day ? [made("p", { className: "dim" }, `${words.next_change_on} ${text(nextChange, row)}`)] : []),
    opener(row, fill(words.row_of, { row: text(columns[0], row) })),
  );
}

function deal() {
  const shown = Math.min(carded, view.length);
  cards.replaceChildren(...Array.from(view.subarray(0, shown), card));
  [...cards.children].forEach((item, place) => { item.dataset.row = view[place]; });
  more.hidden = shown === view.length;
  more.textContent = fill(words.more_rows, { count: number(Math.min(CARDS, view.length - shown)) });
}
more.onclick = () => {
  const first = carded;
  carded += CARDS;
  deal();
  cards.children[first]?.querySelector(".open-row").focus();
};
cards.addEventListener("click", (event) => {
  if (event.target.closest(".open-row")) open(Number(event.target.closest("li").dataset.row));
});

// A counting sort by rank: it is linear in the rows, and stable.
function ranks(column) {
  if (column.ranks) return column.ranks;
  const known = Object.keys(decisions);
  const collator = new Intl.Collator(words.language, { numeric: true });
  const isNumber = column.values.every((value) => value === "" || Number.isFinite(Number(value)));
  const before = (a, b) => {
    if (column.own && a in decisions && b in decisions) return known.indexOf(a) - known.indexOf(b);
    return isNumber ? Number(a) - Number(b) : collator.compare(a, b);
  };
  const places = column.values.map((_, place) => place);
  places.sort((a, b) => (column.values[a] === "") - (column.values[b] === "") || before(column.values[a], column.values[b]));
  column.ranks = new Int32Array(places.length);
  places.forEach((place, rank) => { column.ranks[place] = rank; });
  return column.ranks;
}

function sort() {
  if (!sorted.column) {
    order = Int32Array.from({ length: all }, (_, row) => row);
    return;
  }
  const { places, values } = sorted.column;
  const rank = ranks(sorted.column);
  const full = values.length - values.filter((value) => value === "").length;
  const turned = sorted.down ? rank.map((place) => (place < full ? full - 1 - place : place)) : rank;
  const starts = new Int32Array(values.length + 1);
  for (let row = 0; row < all; row++) starts[turned[places[row]] + 1]++;
  for (let place = 0; place < values.length; place++) starts[place + 1] += starts[place];
  order = new Int32Array(all);
  for (let row = 0; row < all; row++) order[starts[turned[places[row]]]++] = row;
}

// A row passes if it meets each filter, and some column contains each word of the search.
function filter() {
  const tests = [...filters].map(([column, wanted]) => [column.places, Uint8Array.from(column.values, (value) => (column.list && wanted ? parts(value).includes(wanted) : value === wanted))]);
  const sought = search.value.trim().toLowerCase().split(/\s+/).filter(Boolean);
  for (const word of sought) {
    const matches = searched.map((column) => [column.places, Uint8Array.from(lower(column), (value) => value.includes(word))]).filter(([, fits]) => fits.includes(1));
    const fits = new Uint8Array(all);
    for (const [places, has] of matches) for (let row = 0; row < all; row++) fits[row] |= has[places[row]];
    tests.push([null, fits]);
  }
  view = tests.length ? order.filter((row) => tests.every(([places, fits]) => fits[places ? places[row] : row])) : order;
}

function lower(column) {
  column.lower ??= column.values.map((value) => `${value} ${column.own ? (column.list ? parts(value) : [value]).map((part) => meaning(column, part)).join(" ") : ""}`.toLowerCase());
  return column.lower;
}

async function show({ sorting = false } = {}) {
  carded = CARDS;
  if (sorting) {
    sort();
    for (const [column, head] of heads) head.lastChild.textContent = sorted.column !== column ? "" : sorted.down ? "↓" : "↑";
  }
  filter();
  const shown = { shown: number(view.length), all: number(all) };
  document.getElementById("shown").textContent = view.length || !all ? fill(words.shown, shown) : words.none;
  await draw();
  document.dispatchEvent(new CustomEvent("shown", { detail: view.length }));
}

async function draw() {
  for (const [id, shown] of [["window", !narrow.matches], ["cards", narrow.matches]]) document.getElementById(id).hidden = !shown;
  if (narrow.matches) return deal();
  more.hidden = true;
  table.scrollTop = 0;
  return table.draw({ invalid_viewport: true });
}
narrow.addEventListener("change", draw);

// Headings sort ascending, descending, and in the order of the file. At first the strictest rows are on top.
const heads = new Map(columns.map((column) => {
  const sign = made("span", { ariaHidden: "true" });
  const head = made("button", { type: "button", className: "sort", title: fill(words.sort, { column: label(column) }) }, label(column), sign);
  head.onclick = async () => {
    sorted = sorted.column !== column ? { column, down: false } : sorted.down ? { column: null, down: false } : { column, down: true };
    await show({ sorting: true });
    head.focus();
  };
  return [column, head];
}));

table.setDataListener((x0, y0, x1, y1) => ({
  num_rows: view.length,
  num_columns: drawn.length,
  column_headers: drawn.slice(x0, x1).map((column) => [heads.get(column)]),
  data: drawn.slice(x0, x1).map((column) => Array.from(view.subarray(y0, y1), (row) => (drawn === main ? boxed : brief)(column, row))),
}));
table.addStyleListener(() => {
  const inner = table.querySelector("table");
  inner.setAttribute("aria-label", words.table_of_rows);
  inner.setAttribute("aria-rowcount", view.length + 1);
  for (const head of inner.querySelectorAll("thead tr:last-child th")) {
    const place = table.getMeta(head)?.x;
    const way = sorted.column && drawn[place] === sorted.column ? (sorted.down ? "descending" : "ascending") : "none";
    head.setAttribute("aria-sort", way);
    head.scope = "col";
  }
  for (const line of inner.querySelectorAll("tbody tr")) {
    const meta = table.getMeta(line.firstElementChild);
    if (meta) line.setAttribute("aria-rowindex", meta.y + 2);
  }
});
table.addEventListener("click", (event) => {
  const button = event.target.closest(".open-row");
  if (button) open(view[table.getMeta(button.closest("td")).y]);
});

// A filter for each of the program's own columns that is useful for a search.
function choices(column) {
  const counted = new Map();
  const rows = new Int32Array(column.values.length);
  for (const place of column.places) rows[place]++;
  column.values.forEach((value, place) => {
    for (const part of column.list && value ? parts(value) : [value]) counted.set(part, (counted.get(part) ?? 0) + rows[place]);
  });
  const known = Object.keys(decisions);
  const first = ([a, n], [b, m]) => (column.name === "next_change_on" ? a.localeCompare(b) : a in decisions && b in decisions ? known.indexOf(b) - known.indexOf(a) : m - n);
  return [...counted].filter(([value, count]) => count && (value || !column.list)).sort(first);
}

function chooser(name) {
  const column = named.get(name);
  const values = column ? choices(column) : [];
  if (!values.length) return [];
  const option = ([value, count]) => made("option", { value: `=${value}` }, `${meaning(column, value) || words.empty} (${number(count)})`);
  const select = made("select", {}, made("option", { value: "" }, words.all), ...values.map(option));
  select.dataset.column = name;
  select.onchange = () => {
    if (select.value) filters.set(column, select.value.slice(1));
    else filters.delete(column);
    show();
  };
  return [made("label", {}, `${column.name === "questions" ? words.question : label(column)} `, select)];
}

const clear = made("button", { type: "button", className: "button" }, words.clear);
clear.onclick = () => {
  search.value = "";
  filters.clear();
  for (const select of document.querySelectorAll("#filters select")) select.value = "";
  show();
};
const chosen = ["decision", "worst_case", "settled", "next_change_on", "questions", "provisions", "answered_by"];
document.getElementById("filters").append(...chosen.flatMap(chooser), clear);

// The other columns fit no page, so that the table scrolls sideways with them.
const widen = made("button", { type: "button", className: "button" });
function fit(columnsToDraw) {
  drawn = columnsToDraw;
  table.classList.toggle("fitted", drawn === main);
  widen.textContent = drawn === main ? words.all_columns : words.main_columns;
  document.getElementById("window").style.setProperty("--all", `${(all + 2) * (drawn === main ? LINES : LINE)}px`);
}
widen.onclick = () => {
  fit(drawn === main ? columns : main);
  table.resetAutoSize();
  table.scrollLeft = 0;
  draw();
};
document.getElementById("filters").append(widen);

let waiting = 0;
search.oninput = () => {
  cancelAnimationFrame(waiting);
  waiting = requestAnimationFrame(() => show());
};

// Any count of rows on the page links to those rows.
for (const button of document.querySelectorAll("button.pick")) {
  const column = named.get(button.dataset.column);
  const select = document.querySelector(`#filters select[data-column="${button.dataset.column}"]`);
  if (!column || !select) continue;
  button.onclick = () => {
    filters.clear();
    search.value = "";
    for (const other of document.querySelectorAll("#filters select")) other.value = "";
    select.value = `=${button.dataset.value}`;
    filters.set(column, button.dataset.value);
    show();
    document.getElementById("rows").scrollIntoView();
    document.getElementById("rows").focus({ preventScroll: true });
  };
}

// The printed page has the first rows in the current order and filter, with the columns that fit.
addEventListener("beforeprint", () => {
  const shown = columns.filter((column) => column.printed);
  const head = made("thead", {}, made("tr", {}, ...shown.map((column) => made("th", { scope: "col" }, label(column)))));
  const lines = Array.from(view.subarray(0, PRINTED), (row) => made("tr", {}, ...shown.map((column) => made("td", { className: short(column) ? "brief" : "" }, ...cell(column, text(column, row))))));
  const caption = fill(words.printed, { shown: number(lines.length), all: number(view.length) });
  document.getElementById("printed").replaceChildren(made("p", { className: "more" }, caption), made("table", { className: "plain" }, head, made("tbody", {}, ...lines)));
});
const short = (column) => !column.list && column.values.every((value) => value.length <= BRIEF);
const cell = (column, value) => (column.list ? [parts(value).map((part) => meaning(column, part)).join("; ")] : column.own && decisions[value] ? [verdict(value)] : [value]);
addEventListener("afterprint", () => document.getElementById("printed").replaceChildren());

document.body.classList.add("live");
fit(main);
document.getElementById("filters").hidden = false;
await show({ sorting: true });
