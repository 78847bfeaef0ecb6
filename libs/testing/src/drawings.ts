/** A square grey picture as a BMP file of 24 bits; `inkAt` says where it is black. */
export function bmpOf(side: number, inkAt: (x: number, y: number) => boolean): Buffer {
  const stride = Math.ceil((side * 3) / 4) * 4;
  const file = Buffer.alloc(54 + stride * side, 255);
  file.fill(0, 0, 54);
  file.write('BM');
  file.writeUInt32LE(file.length, 2);
  file.writeUInt32LE(54, 10);
  file.writeUInt32LE(40, 14);
  file.writeInt32LE(side, 18);
  // Negative: the top row comes first.
  file.writeInt32LE(-side, 22);
  file.writeUInt16LE(1, 26);
  file.writeUInt16LE(24, 28);
  for (let y = 0; y < side; y++) {
    for (let x = 0; x < side; x++) {
      if (inkAt(x, y)) file.fill(0, 54 + y * stride + x * 3, 54 + y * stride + x * 3 + 3);
    }
  }
  return file;
}

/** A clear 7 of 280x280 pixels, black on white: a bar and a slanted stem. */
export function sevenBmp(): Buffer {
  return bmpOf(280, (x, y) => {
    const isBar = y >= 50 && y < 72 && x >= 80 && x < 205;
    const isStem = y >= 60 && y < 230 && Math.abs(x - (194 - (y - 60) * 0.45)) < 12;
    return isBar || isStem;
  });
}

/** A white page. */
export function blankBmp(): Buffer {
  return bmpOf(280, () => false);
}
