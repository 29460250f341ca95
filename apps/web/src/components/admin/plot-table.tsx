import type { PlotProps } from './plot.tsx'
import classes from './table.module.css'

/** The numbers of a plot, newest first, behind a heading that opens. */
export function PlotTable({ labels, series }: PlotProps) {
  const rows = labels.map((label, index) => ({ label, values: series.map(({ name, values }) => ({ name, value: values[index] ?? 0 })) }))
  return (
    <details>
      <summary className={classes.summary}>Show as table</summary>
      <table className={classes.table}>
        <thead>
          <tr>
            <th scope="col">From</th>
            {series.map(({ name }) => (
              <th key={name} scope="col" className={classes.number}>
                {name}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.toReversed().map(({ label, values }) => (
            <tr key={label}>
              <td>{label}</td>
              {values.map(({ name, value }) => (
                <td key={name} className={classes.number}>
                  {value.toLocaleString('en')}
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </details>
  )
}
