/** The name of a model version: `<recogniser>-<yyyymmdd>-<first 8 of a SHA-256 in hex>`, the day in UTC. */
export function versionOf(recogniser: string, createdAt: Date, sha256: string): string {
  return `${recogniser}-${createdAt.toISOString().slice(0, 10).replaceAll('-', '')}-${sha256.slice(0, 8)}`;
}
