/** A number with a bound that is no quotient of two rates. */
export interface Figure {
  readonly name: string
  readonly value: number
  readonly unit: string
  readonly target: { readonly atMost: number } | { readonly atLeast: number }
}

/** Whether the bound is kept. A value that could not be measured keeps none. */
export const isMet = ({ value, target }: Pick<Figure, 'value' | 'target'>): boolean =>
  'atMost' in target ? value <= target.atMost : value >= target.atLeast
