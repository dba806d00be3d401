/*
 * The tokens are held to what they promise: text at 4.5:1, marks at 3:1, worse always more salient, and worse told from good by
 * eyes without red or green cones (Vienot, Brettel and Mollon 1999).
 */
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { describe, it } from 'node:test';

type Rgb = [number, number, number];

const css = readFileSync('src/css/tokens.css', 'utf8');
const [darkText = '', lightText = ''] = css.split(":root[data-theme='light']");
const read = (text: string) => new Map([...text.matchAll(/--([a-z0-9-]+):\s*#([0-9a-f]{6})/g)].map(([, name, hex]) => [name!, hex!]));
const themes = { dark: read(darkText), light: new Map([...read(darkText), ...read(lightText)]) };

const linear = (channel: number) => (channel <= 0.04045 ? channel / 12.92 : ((channel + 0.055) / 1.055) ** 2.4);
const rgb = (hex: string) => [0, 2, 4].map((at) => linear(parseInt(hex.slice(at, at + 2), 16) / 255)) as Rgb;
const luminance = ([r, g, b]: Rgb) => 0.2126 * r + 0.7152 * g + 0.0722 * b;
const lightness = (colour: Rgb) => 116 * Math.cbrt(luminance(colour)) - 16;
const contrast = (a: Rgb, b: Rgb) => (Math.max(luminance(a), luminance(b)) + 0.05) / (Math.min(luminance(a), luminance(b)) + 0.05);

const SIMULATIONS: Record<string, (colour: Rgb) => Rgb> = {
  protanopia: ([r, g, b]) => [0.11238 * r + 0.88762 * g, 0.11238 * r + 0.88762 * g, 0.00401 * r - 0.00401 * g + b],
  deuteranopia: ([r, g, b]) => [0.29275 * r + 0.70725 * g, 0.29275 * r + 0.70725 * g, -0.02234 * r + 0.02234 * g + b],
};

for (const [name, tokens] of Object.entries(themes)) {
  const colour = (token: string) => {
    const hex = tokens.get(token);
    assert.ok(hex, `${token} is missing`);
    return rgb(hex);
  };
  const atLeast = (least: number, front: string, back: string) => {
    const found = contrast(colour(front), colour(back));
    assert.ok(found >= least, `${front} on ${back}: ${found.toFixed(2)}, not ${least}`);
  };
  describe(`colours, ${name}`, () => {
    it('write every word at 4.5:1', () => {
      for (const state of ['good', 'worn', 'unknown', 'bad', 'suspect', 'behind', 'down', 'maint']) {
        atLeast(4.5, `${state}-text`, `${state}-fill`);
        for (const ground of ['surface', 'raised', 'ground']) atLeast(4.5, `${state}-word`, ground);
      }
      for (const ground of ['ground', 'surface', 'raised']) for (const front of ['text', 'text-2']) atLeast(4.5, front, ground);
      atLeast(4.5, 'blind-text', 'blind-band');
      atLeast(4.5, 'accent-text', 'accent');
      atLeast(4.5, 'plan-text', 'tone-floor');
    });

    it('draw every mark at 3:1', () => {
      for (const state of ['worn', 'unknown', 'bad', 'suspect', 'down', 'maint']) atLeast(3, `${state}-mark`, `${state}-fill`);
      atLeast(3, 'behind-mark', 'tone-floor');
      atLeast(3, 'accent', 'tone-floor');
      for (const series of ['series-0', 'series-1', 'series-2', 'series-3', 'series-loss']) atLeast(3, series, 'surface');
    });

    it('stand out from the floor the more the worse it is', () => {
      const floor = lightness(colour('tone-floor'));
      const distances = ['good', 'worn', 'bad', 'down'].map((state) => Math.abs(lightness(colour(`${state}-fill`)) - floor));
      for (let at = 1; at < distances.length; at++) assert.ok(distances[at]! > distances[at - 1]! + 2, distances.map((one) => one.toFixed(0)).join(' < '));
    });

    for (const [kind, simulate] of Object.entries(SIMULATIONS)) {
      it(`tell good, bad and down apart under ${kind}`, () => {
        const [good, bad, down] = ['good', 'bad', 'down'].map((state) => lightness(simulate(colour(`${state}-fill`)))) as Rgb;
        assert.ok(Math.abs(good - bad) > 15 && Math.abs(good - down) > 15, `${good} ${bad} ${down}`);
      });
    }
  });
}
