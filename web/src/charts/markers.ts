import type { Chart, Plugin } from 'chart.js';
import type { Palette } from './palette';

export interface Marker {
  /** Position along the horizontal axis. */
  index: number;
  text: string;
  colour?: string;
}

export interface Level {
  value: number;
  text: string;
  colour: string;
}

/** Vertical lines with a word, such as where history ends, and level lines such as a reorder point. */
export function markers(palette: Palette, verticals: Marker[], levels: Level[] = []): Plugin<'line'> {
  return {
    id: 'markers',
    afterDatasetsDraw(chart: Chart<'line'>) {
      const { ctx, chartArea: area, scales } = chart;
      const x = scales.x;
      const y = scales.y;
      if (!x || !y) return;
      ctx.save();
      ctx.font = `11px ${palette.font}`;
      for (const { index, text, colour = palette.dim } of verticals) {
        const at = x.getPixelForValue(index);
        stroke(ctx, colour, [3, 3], at, area.top - 12, at, area.bottom);
        const right = at + ctx.measureText(text).width + 8 < area.right;
        ctx.fillStyle = colour;
        ctx.textAlign = right ? 'left' : 'right';
        ctx.fillText(text, at + (right ? 5 : -5), area.top - 4);
      }
      for (const { value, text, colour } of levels) {
        const at = y.getPixelForValue(value);
        if (at < area.top || at > area.bottom) continue;
        stroke(ctx, colour, [6, 4], area.left, at, area.right, at);
        ctx.fillStyle = colour;
        ctx.textAlign = 'right';
        ctx.fillText(text, area.right - 4, at - 5);
      }
      ctx.restore();
    },
  };
}

function stroke(
  ctx: CanvasRenderingContext2D,
  colour: string,
  dash: number[],
  ...points: [number, number, number, number]
): void {
  const [x1, y1, x2, y2] = points;
  ctx.beginPath();
  ctx.setLineDash(dash);
  ctx.strokeStyle = colour;
  ctx.lineWidth = 1;
  ctx.moveTo(x1, y1);
  ctx.lineTo(x2, y2);
  ctx.stroke();
}
