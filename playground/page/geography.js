/** Owns the map's geometry: GeoJSON to SVG paths, degrees to drawing units and back, and which area holds a point. */

import { svg } from "./dom.js";
import { language } from "./words.js";

const UNITS_PER_DEGREE = 10000; // of latitude: 1 unit is about 11 m
const WITHOUT_AREAS = [116.2, 37.4, 116.4, 37.52]; // west, south, east, north: shown when no GeoJSON was given

const ringsOf = ({ type, coordinates }) => ({ Polygon: [coordinates], MultiPolygon: coordinates })[type] ?? [];

function nameOf({ properties }) {
  const named = properties[`name_${language()}`] ?? properties.name ?? properties.name_zh ?? properties.NAME;
  return named ?? Object.values(properties).find((value) => typeof value === "string") ?? "";
}

function boundsOf(features) {
  const points = features.flatMap((feature) => ringsOf(feature.geometry).flat(2));
  if (!points.length) return WITHOUT_AREAS;
  const lngs = points.map((point) => point[0]);
  const lats = points.map((point) => point[1]);
  return [Math.min(...lngs), Math.min(...lats), Math.max(...lngs), Math.max(...lats)];
}

/** Even–odd over all rings, so that holes count as outside. */
function holds(feature, lat, lng) {
  let inside = false;
  for (const ring of ringsOf(feature.geometry).flat()) {
    for (let i = 0, j = ring.length - 1; i < ring.length; j = i, i += 1) {
      const [x1, y1] = ring[i];
      const [x2, y2] = ring[j];
      if (y1 > lat !== y2 > lat && lng < ((x2 - x1) * (lat - y1)) / (y2 - y1) + x1) inside = !inside;
    }
  }
  return inside;
}

/** Equirectangular around the middle of the given areas; north is up. */
export class Geography {
  constructor(geojson) {
    this.features = geojson.features ?? [];
    const [west, south, east, north] = boundsOf(this.features);
    this.west = west;
    this.north = north;
    this.across = UNITS_PER_DEGREE * Math.cos(((south + north) / 2) * (Math.PI / 180));
    this.width = (east - west) * this.across;
    this.height = (north - south) * UNITS_PER_DEGREE;
  }

  toDrawing(lat, lng) {
    return { x: (lng - this.west) * this.across, y: (this.north - lat) * UNITS_PER_DEGREE };
  }

  toDegrees({ x, y }) {
    return { latitude: this.north - y / UNITS_PER_DEGREE, longitude: this.west + x / this.across };
  }

  /** The name of the first area that holds the position, or null. */
  areaAt({ latitude, longitude }) {
    const found = this.features.find((feature) => holds(feature, latitude, longitude));
    return found ? nameOf(found) : null;
  }

  #path(feature) {
    const corner = ([lng, lat]) => { const { x, y } = this.toDrawing(lat, lng); return `${x.toFixed(1)} ${y.toFixed(1)}`; };
    return ringsOf(feature.geometry).flat().map((ring) => `M${ring.map(corner).join("L")}Z`).join("");
  }

  #label(feature) {
    const ring = ringsOf(feature.geometry)[0][0];
    const [west, south, east, north] = boundsOf([{ geometry: { type: "Polygon", coordinates: [ring] } }]);
    const { x, y } = this.toDrawing((south + north) / 2, (west + east) / 2);
    return svg("text", { class: "area-name", x, y }, nameOf(feature));
  }

  /** The areas, tinted in turn, with their names on top. */
  draw({ names }) {
    const areas = this.features.map((feature, i) => svg("path", { class: `area tint-${i % 6}`, d: this.#path(feature), "fill-rule": "evenodd" }));
    return svg("g", {}, ...areas, ...(names ? this.features.map((feature) => this.#label(feature)) : []));
  }
}

/** A drop-shaped pin whose tip stands on x, y; `size` in drawing units. */
export function pin({ x, y }, size) {
  const path = svg("path", { d: "M0 0C-6-8-8-11-8-15a8 8 0 0 1 16 0c0 4-2 7-8 15z" });
  return svg("g", { class: "map-pin", transform: `translate(${x} ${y}) scale(${size / 24})` }, path, svg("circle", { cx: 0, cy: -15, r: 3 }));
}
