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

/** The server shows no picture larger than this, in pixels a side: one of this side may have been made smaller. */
export const MOST_SHOWN_SIDE = 2048;

/** The upload with the server's picture of it; as it was when that has other pixels than the boxes are given in. */
export async function withPicture(upload: Upload, shown: Blob): Promise<Upload> {
  const picture = await createImageBitmap(shown).catch(() => null);
  if (!picture || Math.max(picture.width, picture.height) >= MOST_SHOWN_SIDE) {
    picture?.close();
    return upload;
  }
  const preview = URL.createObjectURL(shown);
  return {
    ...upload,
    picture,
    preview,
    close: () => {
      picture.close();
      URL.revokeObjectURL(preview);
    },
  };
}

/** The first file of a drop or a paste, if there is one. */
export function fileOf(transfer: DataTransfer | null): File | null {
  return transfer?.files[0] ?? null;
}
