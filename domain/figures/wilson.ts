/** 95 %. */
const Z = 1.959_963_984_540_054;

/** Wilson's interval of a share. */
export function wilson(numerator: number, denominator: number): { readonly low: number; readonly high: number } {
  const share = numerator / denominator;
  const square = (Z * Z) / denominator;
  const middle = share + square / 2;
  const half = Z * Math.sqrt((share * (1 - share) + square / 4) / denominator);
  return {
    low: Math.max(0, (middle - half) / (1 + square)),
    high: Math.min(1, (middle + half) / (1 + square)),
  };
}
