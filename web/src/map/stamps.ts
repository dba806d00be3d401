/*
 * Thousands of boxes as blocks of pixels: what a state looks like at a size is drawn once and from then on copied into an image of the
 * layer. Ten thousand calls of a canvas take tens of milliseconds, ten thousand copies three.
 */
import { rank } from '../model/states';
import type { State } from '../model/types';
import type { Camera } from './camera';
import type { Rect } from './grid';
import { paintState } from './marks';
import type { Palette } from './palette';

/** Device pixels of a box's longer side; what is larger is drawn, not stamped. */
const LARGEST = 64;
/** A zoom leaves blocks of many sizes behind. */
const MOST = 600;

export class Stamps {
  private readonly blocks = new Map<number, Uint32Array>();
  private readonly pad = pad();
  private image: ImageData | null = null;
  private pixels = new Uint32Array(0);

  constructor(
    private readonly palette: () => Palette,
    private readonly density: () => number,
  ) {}

  /** Colours or density are others now. */
  forget(): void {
    this.blocks.clear();
  }

  /** Begins an empty image of so many device pixels. */
  begin(width: number, height: number): void {
    if (this.image?.width === width && this.image.height === height) {
      this.pixels.fill(0);
    } else {
      this.image = new ImageData(width, height);
      this.pixels = new Uint32Array(this.image.data.buffer);
    }
  }

  /** Puts a box into the image; false when it is too large to be stamped. */
  put(box: Rect, camera: Camera, density: number, state: State, alpha: number): boolean {
    const at = deviceRect(box, camera, density);
    if (!Stamps.take(at)) return false;
    const { x, y, width, height } = at;
    const block = this.block(width, height, state, alpha);
    const { image, pixels } = this;
    const wide = image!.width;
    const left = Math.max(0, -x);
    const right = Math.min(width, wide - x);
    const last = Math.min(height, image!.height - y);
    for (let row = Math.max(0, -y); row < last; row++) {
      let to = (y + row) * wide + x + left;
      for (let from = row * width + left, end = row * width + right; from < end; from++, to++) pixels[to] = block[from]!;
    }
    return true;
  }

  /** Whether a box of so many device pixels is stamped. */
  static take({ width, height }: Rect): boolean {
    return width <= LARGEST && height <= LARGEST;
  }

  /** Writes the image over all that is on the layer. */
  end(layer: CanvasRenderingContext2D): void {
    layer.putImageData(this.image!, 0, 0);
  }

  private block(width: number, height: number, state: State, alpha: number): Uint32Array {
    const key = ((rank(state) * 101 + Math.round(alpha * 100)) * (LARGEST + 1) + width) * (LARGEST + 1) + height;
    let block = this.blocks.get(key);
    if (!block) {
      if (this.blocks.size >= MOST) this.blocks.clear();
      block = this.draw(width, height, state, alpha);
      this.blocks.set(key, block);
    }
    return block;
  }

  private draw(width: number, height: number, state: State, alpha: number): Uint32Array {
    const { pad } = this;
    const density = this.density();
    pad.setTransform(1, 0, 0, 1, 0, 0);
    pad.globalAlpha = 1;
    pad.clearRect(0, 0, LARGEST, LARGEST);
    pad.setTransform(density, 0, 0, density, 0, 0);
    paintFaded(pad, { x: 0, y: 0, width: width / density, height: height / density }, state, alpha, this.palette());
    return new Uint32Array(pad.getImageData(0, 0, width, height).data.buffer);
  }
}

/** Where a box lies in whole device pixels, so that its edges are crisp, with a seam to its neighbour. */
export function deviceRect(box: Rect, camera: Camera, density: number): Rect {
  const { scale } = camera;
  const x = Math.round((box.x * scale + camera.x) * density);
  const y = Math.round((box.y * scale + camera.y) * density);
  const seam = Math.min(box.width, box.height) * scale > 6 ? Math.round(density) : 0;
  const width = Math.round(((box.x + box.width) * scale + camera.x) * density) - x - seam;
  const height = Math.round(((box.y + box.height) * scale + camera.y) * density) - y - seam;
  return { x, y, width: Math.max(1, width), height: Math.max(1, height) };
}

function pad(): CanvasRenderingContext2D {
  const canvas = document.createElement('canvas');
  canvas.width = canvas.height = LARGEST;
  return canvas.getContext('2d', { willReadFrequently: true })!;
}

/** A box without words. One that is dimmed lies on the ground's colour, so that no line shines through; the alpha stays set for its label. */
export function paintFaded(ctx: CanvasRenderingContext2D, at: Rect, state: State, alpha: number, palette: Palette): void {
  if (alpha < 1) {
    ctx.fillStyle = palette.ground;
    ctx.fillRect(at.x, at.y, at.width, at.height);
  }
  ctx.globalAlpha = alpha;
  paintState(ctx, at, state, palette);
}
