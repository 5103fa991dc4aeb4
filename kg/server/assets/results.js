// Answers as a table that can be sorted, filtered and paged, or as text. Cells are other people's words: text, never markup.

const PAGE = 200;

export function showRows(place, answer, filter) {
  if (typeof answer.boolean === "boolean") {
    showText(place, answer.boolean ? "yes" : "no");
    return;
  }
  const names = answer.head.vars;
  const state = { rows: answer.results.bindings, column: null, down: false, page: 0 };

  function chosen() {
    const wanted = filter.value.trim().toLowerCase();
    const fits = (row) => names.some((name) => row[name]?.value.toLowerCase().includes(wanted));
    const rows = wanted ? state.rows.filter(fits) : [...state.rows];
    if (state.column !== null) rows.sort((a, b) => compare(a[state.column], b[state.column]) * (state.down ? -1 : 1));
    return rows;
  }

  function draw() {
    const rows = chosen();
    state.page = Math.min(state.page, Math.max(0, Math.ceil(rows.length / PAGE) - 1));
    const shown = rows.slice(state.page * PAGE, (state.page + 1) * PAGE);
    const table = make("table");
    table.append(head(), body(shown));
    place.replaceChildren(table, pager(rows.length));
  }

  function head() {
    const line = make("tr");
    for (const name of names) {
      const cell = make("th");
      cell.scope = "col";
      const button = make("button", name);
      button.type = "button";
      if (state.column === name) cell.ariaSort = state.down ? "descending" : "ascending";
      button.addEventListener("click", () => {
        state.down = state.column === name && !state.down;
        state.column = name;
        draw();
      });
      cell.append(button);
      line.append(cell);
    }
    const made = make("thead");
    made.append(line);
    return made;
  }

  function body(rows) {
    const made = make("tbody");
    for (const row of rows) {
      const line = make("tr");
      line.append(...names.map((name) => cellOf(row[name])));
      made.append(line);
    }
    return made;
  }

  function pager(count) {
    const made = make("p");
    const pages = Math.ceil(count / PAGE);
    made.append(`${count} of ${state.rows.length} rows`);
    if (pages > 1) {
      made.append(`, page ${state.page + 1} of ${pages} `, turn("‹ back", -1, 0), turn("on ›", 1, pages - 1));
    }
    return made;
  }

  function turn(label, step, end) {
    const button = make("button", label);
    button.type = "button";
    button.disabled = state.page === end;
    button.addEventListener("click", () => {
      state.page += step;
      draw();
    });
    return button;
  }

  filter.oninput = draw;
  draw();
}

export function showText(place, text) {
  place.replaceChildren(make("pre", text));
}

function cellOf(term) {
  const cell = make("td");
  if (!term) return cell;
  if (term.type === "uri" && /^https?:\/\//.test(term.value)) {
    const link = make("a", term.value);
    link.href = term.value;
    link.rel = "noopener noreferrer";
    link.target = "_blank";
    cell.append(link);
  } else {
    cell.textContent = term.value;
    if (isNumber(term)) cell.className = "number";
  }
  return cell;
}

function isNumber(term) {
  return /#(integer|decimal|double|float)$/.test(term?.datatype ?? "");
}

function compare(a, b) {
  if (!a || !b) return Number(Boolean(a)) - Number(Boolean(b));
  return isNumber(a) && isNumber(b) ? Number(a.value) - Number(b.value) : a.value.localeCompare(b.value);
}

function make(name, text = "") {
  const element = document.createElement(name);
  element.textContent = text;
  return element;
}
