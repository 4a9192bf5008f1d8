// The rows are held column by column; what is asked of a column is asked of its distinct texts once, and of each row by a number.
const { columns, words, decisions, questions, papers, anchors } = JSON.parse(document.getElementById("data").textContent);
const all = columns[0].places.length;
const named = new Map(columns.map((column) => [column.name, column]));
const table = document.getElementById("table");
const search = document.getElementById("search");
const PRINTED = 500;
const ROW = 32;
const BRIEF = 24;
const NAMED = 2;
const filters = new Map();
let sorted = { column: named.get("decision"), down: true };
let order;
let view;

const said = (text, values) => text.replace(/\{(\w+)\}/g, (_, name) => values[name]);
const number = (value) => value.toLocaleString(words.language);
const parts = (text) => (text ? text.split(";") : []);
const text = (column, row) => column.values[column.places[row]];
const label = (column) => (column.own ? (words[column.name] ?? column.name) : column.name);

function made(tag, properties, ...inside) {
  const element = Object.assign(document.createElement(tag), properties);
  element.append(...inside);
  return element;
}

// What a text of one of the program's own columns means; a text of the file stands as it is.
function meant(column, value) {
  if (!column.own) return value;
  if (column.name === "settled") return words[value] ?? value;
  if (column.name === "questions") return questions[value] ?? value;
  if (column.name === "answered_by") return papers[value] ?? value;
  return decisions[value] ?? value;
}

function shortly(column, value) {
  if (!column.own || !value) return value;
  if (column.name === "row") return opener(value);
  if (column.name in { decision: 1, worst_case: 1, next_change_decision: 1 }) return verdict(value);
  if (!column.list) return meant(column, value);
  const found = parts(value);
  const more = found.length > NAMED ? ` +${found.length - NAMED}` : "";
  return made("span", {}, ...found.slice(0, NAMED).flatMap((part) => [linked(part), " "]), more);
}

const verdict = (value) => made("span", { className: `verdict v-${value}` }, decisions[value] ?? value);
const linked = (part) => (anchors[part] ? made("a", { href: `#${anchors[part]}`, onclick: () => dialog.close() }, papers[part] ?? part) : part);

function opener(value) {
  const found = made("button", { type: "button", className: "open-row" }, value);
  found.setAttribute("aria-label", said(words.open_row, { row: value }));
  return found;
}

// A row whole, with every word of every cell.
const dialog = document.getElementById("row");
document.getElementById("row-close").onclick = () => dialog.close();
function opened(row) {
  document.getElementById("row-title").textContent = said(words.row_of, { row: text(columns[0], row) });
  const facts = columns.slice(1).flatMap((column) => {
    const value = text(column, row);
    const told = column.list ? parts(value).flatMap((part) => [column.name === "questions" ? meant(column, part) : linked(part), made("br")]) : [column.own && decisions[value] ? verdict(value) : meant(column, value)];
    return value ? [made("dt", {}, label(column)), made("dd", {}, ...told)] : [];
  });
  document.getElementById("row-facts").replaceChildren(...facts);
  dialog.showModal();
}

// Sorting counts the rows of each rank, so that it takes as long as there are rows, and keeps the order of those that are alike.
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

// A row passes if each filter fits it, and every word that is searched stands in some column.
function filter() {
  const asked = [...filters].map(([column, wanted]) => [column.places, Uint8Array.from(column.values, (value) => (column.list && wanted ? parts(value).includes(wanted) : value === wanted))]);
  const sought = search.value.trim().toLowerCase().split(/\s+/).filter(Boolean);
  for (const word of sought) {
    const found = columns.map((column) => [column.places, Uint8Array.from(lower(column), (value) => value.includes(word))]).filter(([, fits]) => fits.includes(1));
    const fits = new Uint8Array(all);
    for (const [places, has] of found) for (let row = 0; row < all; row++) fits[row] |= has[places[row]];
    asked.push([null, fits]);
  }
  view = asked.length ? order.filter((row) => asked.every(([places, fits]) => fits[places ? places[row] : row])) : order;
}

function lower(column) {
  column.lower ??= column.values.map((value) => `${value} ${column.own && !column.list ? meant(column, value) : ""}`.toLowerCase());
  return column.lower;
}

async function show({ sorting = false } = {}) {
  if (sorting) {
    sort();
    columns.forEach((column, place) => { heads[place].lastChild.textContent = sorted.column !== column ? "" : sorted.down ? "↓" : "↑"; });
  }
  filter();
  const shown = { shown: number(view.length), all: number(all) };
  document.getElementById("shown").textContent = view.length || !all ? said(words.shown, shown) : words.none;
  table.scrollTop = 0;
  await table.draw({ invalid_viewport: true });
  document.dispatchEvent(new CustomEvent("shown", { detail: view.length }));
}

// Headings sort: up, down, and as the file has them. At first the strictest stand above.
const heads = columns.map((column) => {
  const sign = made("span", { ariaHidden: "true" });
  const head = made("button", { type: "button", className: "sort", title: said(words.sort, { column: label(column) }) }, label(column), sign);
  head.onclick = async () => {
    sorted = sorted.column !== column ? { column, down: false } : sorted.down ? { column: null, down: false } : { column, down: true };
    await show({ sorting: true });
    head.focus();
  };
  return head;
});

table.setDataListener((x0, y0, x1, y1) => ({
  num_rows: view.length,
  num_columns: columns.length,
  column_headers: heads.slice(x0, x1).map((head) => [head]),
  data: columns.slice(x0, x1).map((column) => Array.from(view.subarray(y0, y1), (row) => shortly(column, text(column, row)))),
}));
table.addStyleListener(() => {
  const inner = table.querySelector("table");
  inner.setAttribute("aria-label", words.table_of_rows);
  inner.setAttribute("aria-rowcount", view.length + 1);
  for (const head of inner.querySelectorAll("thead tr:last-child th")) {
    const place = table.getMeta(head)?.x;
    const way = sorted.column && columns[place] === sorted.column ? (sorted.down ? "descending" : "ascending") : "none";
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
  if (button) opened(view[table.getMeta(button.closest("td")).y]);
});

// A filter for each of the program's own columns by which rows are looked for.
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
  const found = column ? choices(column) : [];
  if (!found.length) return [];
  const option = ([value, count]) => made("option", { value: `=${value}` }, `${meant(column, value) || words.empty} (${number(count)})`);
  const select = made("select", {}, made("option", { value: "" }, words.all), ...found.map(option));
  select.dataset.column = name;
  select.onchange = () => {
    if (select.value) filters.set(column, select.value.slice(1));
    else filters.delete(column);
    show();
  };
  return [made("label", {}, `${column.name === "questions" ? words.question : label(column)} `, select)];
}

const clear = made("button", { type: "button" }, words.clear);
clear.onclick = () => {
  search.value = "";
  filters.clear();
  for (const select of document.querySelectorAll("#filters select")) select.value = "";
  show();
};
const chosen = ["decision", "worst_case", "settled", "next_change_on", "questions", "provisions", "answered_by"];
document.getElementById("filters").append(...chosen.flatMap(chooser), clear);

let waiting = 0;
search.oninput = () => {
  cancelAnimationFrame(waiting);
  waiting = requestAnimationFrame(() => show());
};

// A number of rows anywhere on the page leads to those rows.
for (const button of document.querySelectorAll(".pick")) {
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

// Paper has the first rows as they are sorted and filtered, with the columns that there is room for.
addEventListener("beforeprint", () => {
  const shown = columns.filter((column) => column.printed);
  const head = made("thead", {}, made("tr", {}, ...shown.map((column) => made("th", { scope: "col" }, label(column)))));
  const lines = Array.from(view.subarray(0, PRINTED), (row) => made("tr", {}, ...shown.map((column) => made("td", { className: brief(column) ? "brief" : "" }, ...cell(column, text(column, row))))));
  const told = said(words.printed, { shown: number(lines.length), all: number(view.length) });
  document.getElementById("printed").replaceChildren(made("p", { className: "more" }, told), made("table", { className: "plain" }, head, made("tbody", {}, ...lines)));
});
const brief = (column) => !column.list && column.values.every((value) => value.length <= BRIEF);
const cell = (column, value) => (column.list ? [parts(value).join(", ")] : column.own && decisions[value] ? [verdict(value)] : [value]);
addEventListener("afterprint", () => document.getElementById("printed").replaceChildren());

document.body.classList.add("live");
document.getElementById("window").style.setProperty("--all", `${(all + 2) * ROW}px`);
for (const id of ["filters", "window"]) document.getElementById(id).hidden = false;
await show({ sorting: true });
