/** Days, months or years: the finest of which there are not too many. */

const MOST = 40;

export interface Periods {
  unit: "day" | "month" | "year";
  names: string[];
  /** For each date its place among the names, -1 where it is not known as precisely as that. */
  of: number[];
}

const UNITS = [["day", 10], ["month", 7], ["year", 4]] as const;

/** Put ISO dates (`2021`, `2021-03`, `2021-03-02` …, empty where there is none) into periods of one length. */
export function periodsOf(dates: string[]): Periods {
  const dated = dates.filter(Boolean).length;
  for (const [unit, length] of UNITS) {
    const cut = dates.map((date) => (date.length >= length ? date.slice(0, length) : ""));
    const found = [...new Set(cut)].filter(Boolean).sort();
    const names = filled(found, unit) ?? (unit === "year" ? found : null);
    // a finer unit must not lose much of what a coarser one shows
    if (!names || (unit !== "year" && cut.filter(Boolean).length < dated * 0.75)) continue;
    const places = new Map(names.map((name, place) => [name, place]));
    return { unit, names, of: cut.map((name) => places.get(name) ?? -1) };
  }
  return { unit: "year", names: [], of: dates.map(() => -1) };
}

/** The periods from the first to the last, those without anything too; null where they are too many. */
function filled(found: string[], unit: Periods["unit"]): string[] | null {
  const names: string[] = [];
  const last = found[found.length - 1];
  for (let name = found[0]; name && name <= last; name = next(name, unit)) {
    if (names.push(name) > MOST) return null;
  }
  return names[names.length - 1] === last ? names : null; // a date that no calendar has
}

function next(name: string, unit: Periods["unit"]): string {
  const [year, month = 1, day = 1] = name.split("-").map(Number);
  const date = new Date(Date.UTC(unit === "year" ? year + 1 : year, unit === "month" ? month : month - 1, unit === "day" ? day + 1 : day));
  const text = Number.isNaN(date.getTime()) ? "" : date.toISOString();
  return text.slice(0, unit === "day" ? 10 : unit === "month" ? 7 : 4);
}
