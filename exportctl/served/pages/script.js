// Without this script a form sends the file, and the page renews itself. With it a file can be dropped anywhere, and progress is smooth.
const drop = document.getElementById("drop");
if (drop) {
  const file = drop.querySelector("input[type=file]");
  const over = (event, is) => {
    if (![...(event.dataTransfer?.types ?? [])].includes("Files")) return false;
    event.preventDefault();
    drop.classList.toggle("over", is);
    return true;
  };
  document.addEventListener("dragover", (event) => over(event, true));
  document.addEventListener("dragleave", (event) => event.relatedTarget ?? over(event, false));
  document.addEventListener("drop", (event) => {
    if (!over(event, false) || !event.dataTransfer.files.length) return;
    file.files = event.dataTransfer.files;
    file.dispatchEvent(new Event("change"));
    drop.requestSubmit();
  });
  drop.addEventListener("submit", () => drop.classList.add("sent"));
  // A file that is too large is not sent at all, so the other fields keep their texts.
  file.addEventListener("change", () => file.setCustomValidity(file.files[0]?.size > drop.dataset.most ? drop.dataset.large : ""));
}

const bar = document.getElementById("bar");
if (bar) {
  const rows = document.getElementById("rows");
  const look = async () => {
    const answer = await fetch(bar.dataset.progress, { cache: "no-store" });
    const { ready, share, text } = answer.ok ? await answer.json() : { ready: true };
    if (ready) return location.reload();
    if (share === null) bar.removeAttribute("value");
    else bar.value = share;
    if (rows.textContent !== text) rows.textContent = text;
    setTimeout(look, 400);
  };
  setTimeout(look, 400);
}

// A link to a folded fact unfolds it.
const unfold = () => {
  const field = location.hash.startsWith("#f-") && document.getElementById(location.hash.slice(1));
  if (!field) return;
  field.closest("details")?.setAttribute("open", "");
  field.focus();
};
addEventListener("hashchange", unfold);
document.addEventListener("click", (event) => {
  if (event.target.closest?.("a")?.hash === location.hash) unfold();
});

// On paper, folded controls and entries are unfolded; steps are long, so they are there if the reader has unfolded them.
let folded = [];
addEventListener("beforeprint", () => {
  folded = [...document.querySelectorAll(".on-paper:not([open])")];
  for (const part of folded) part.open = true;
});
addEventListener("afterprint", () => {
  for (const part of folded) part.open = false;
});
