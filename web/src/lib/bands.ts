/** Central bands out of whatever quantiles a forecast carries. */

export interface Band {
  level: number;
  low: string;
  high: string;
}

const EPS = 1e-6;

/** The bands (widest first) whose lower and upper quantile are both among the keys. */
export function bandsOf(keys: string[]): Band[] {
  const taus = keys.map((key) => ({ key, tau: Number(key) })).filter(({ tau }) => tau > 0 && tau < 1);
  const bands: Band[] = [];
  for (const { key, tau } of taus) {
    if (tau >= 0.5) continue;
    const mirror = taus.find((other) => Math.abs(other.tau - (1 - tau)) < EPS);
    if (mirror) bands.push({ level: Math.round((1 - 2 * tau) * 1000) / 1000, low: key, high: mirror.key });
  }
  return bands.sort((a, b) => b.level - a.level);
}

/** At most three nested bands to draw: those nearest 95, 80 and 50 per cent. */
export function drawnBands(keys: string[]): Band[] {
  const all = bandsOf(keys);
  const chosen = [0.95, 0.8, 0.5].flatMap((wanted) => {
    const near = all.reduce<Band | undefined>(
      (best, band) =>
        best === undefined || Math.abs(band.level - wanted) < Math.abs(best.level - wanted) ? band : best,
      undefined,
    );
    return near && Math.abs(near.level - wanted) <= 0.1 ? [near] : [];
  });
  return [...new Map(chosen.map((band) => [band.level, band])).values()];
}

/** The value at a probability, if the forecast carries it. */
export function quantileAt(quantiles: Record<string, number>, tau: number): number | null {
  const hit = Object.entries(quantiles).find(([key]) => Math.abs(Number(key) - tau) < EPS);
  return hit ? hit[1] : null;
}
