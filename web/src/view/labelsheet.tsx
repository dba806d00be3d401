/*
 * A sheet of labels as a drawing that stands by itself: no style sheet, every line with its length, so that another typeface keeps it
 * on its label.
 */
import type { Measure, Page, Paper } from '../model/labels';

export const FACE = "'IBM Plex Sans Variable', 'IBM Plex Sans', 'Noto Sans', sans-serif";

let pen: CanvasRenderingContext2D | null = null;

/** By the page's own typeface, and by the system's where that has no such letter. */
export const measured: Measure = (text, bold) => {
  pen ??= document.createElement('canvas').getContext('2d')!;
  pen.font = `${bold ? 650 : 400} 100px ${FACE}`;
  return pen.measureText(text).width / 100;
};

export function LabelSheet({ paper, page, cut, title }: { paper: Paper; page: Page; cut: boolean; title?: string }) {
  return (
    <svg xmlns="http://www.w3.org/2000/svg" class="label-sheet" width={`${paper.width}mm`} height={`${paper.height}mm`} viewBox={`0 0 ${paper.width} ${paper.height}`} role="img" aria-label={title ?? 'Labels'}>
      <rect width={paper.width} height={paper.height} fill="#fff" />
      {page.map(({ name, x, y, lines }) => (
        <g key={name} transform={`translate(${x} ${y})`} data-label={name}>
          {cut && <rect x="0.1" y="0.1" width={paper.labelWidth - 0.2} height={paper.labelHeight - 0.2} fill="none" stroke="#999" stroke-width="0.15" stroke-dasharray="1 1" />}
          {lines.map((line, at) => (
            <text key={at} x={line.x} y={line.y} font-family={FACE} font-size={line.size} font-weight={line.bold ? 650 : 400} textLength={line.width} lengthAdjust="spacingAndGlyphs" fill="#000">
              {line.text}
            </text>
          ))}
        </g>
      ))}
    </svg>
  );
}
