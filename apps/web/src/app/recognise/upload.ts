/** A file chosen to be read: sent as it is, shown as far as the browser can decode it. */
export interface Upload {
  readonly file: File;
  /** What goes on the sheet; null for kinds that the server reads and the browser does not (TIFF in most). */
  readonly picture: ImageBitmap | null;
  /** Address of the preview, null as above. */
  readonly preview: string | null;
  /** Frees what the browser holds for it. */
  close(): void;
}

/** Opens a file for showing. Never fails: what cannot be shown is still sent, the server decides. */
export async function openUpload(file: File): Promise<Upload> {
  const picture = await createImageBitmap(file).catch(() => null);
  const preview = picture && URL.createObjectURL(file);
  return {
    file,
    picture,
    preview,
    close: () => {
      picture?.close();
      if (preview) URL.revokeObjectURL(preview);
    },
  };
}

/** The first file of a drop or a paste, if there is one. */
export function fileOf(transfer: DataTransfer | null): File | null {
  return transfer?.files[0] ?? null;
}
