import classes from './plot.module.css'
import { PlotTable } from './plot-table.tsx'
import { scaleEnd } from './scale-end.ts'

export interface PlotSeries {
  readonly name: string
  readonly tone: 'good' | 'bad'
  readonly values: readonly number[]
}

export interface PlotProps {
  /** One for each value: when its stretch of time begins. */
  labels: readonly string[]
  series: readonly PlotSeries[]
}

/** Units of the drawing, which is stretched to whatever room there is. */
const [STEP, BAR, HEIGHT] = [10, 7, 100]

/** Bars over time, several series one on top of the other; the same numbers stand in a table below. */
export function Plot({ labels, series }: PlotProps) {
  const sums = labels.map((_, index) => series.reduce((sum, { values }) => sum + (values[index] ?? 0), 0))
  const most = Math.max(0, ...sums)
  const end = scaleEnd(most)
  const total = series.map(({ name, values }) => `${name}: ${values.at(-1) ?? 0} now, at most ${Math.max(0, ...values)}`).join('; ')
  return (
    <figure className={classes.figure}>
      {series.length > 1 && (
        <ul className={classes.legend} aria-hidden="true">
          {series.map(({ name, tone }) => (
            <li key={name}>
              <span className={`${classes.swatch} ${classes[tone]}`} />
              {name}
            </li>
          ))}
        </ul>
      )}
      <div className={classes.plot}>
        <div className={classes.scale} aria-hidden="true">
          <span>{end.toLocaleString('en')}</span>
          <span>{(end / 2).toLocaleString('en')}</span>
          <span>0</span>
        </div>
        <svg
          role="img"
          aria-label={most === 0 ? 'Nothing in this time.' : `From ${labels[0]} to ${labels.at(-1)}. ${total}.`}
          viewBox={`0 0 ${labels.length * STEP} ${HEIGHT}`}
          preserveAspectRatio="none"
          className={classes.drawing}
        >
          {[0, 0.5, 1].map((part) => (
            <line key={part} x1={0} x2={labels.length * STEP} y1={part * HEIGHT} y2={part * HEIGHT} className={classes.line} />
          ))}
          {labels.map((label, index) => (
            <Bar key={label} label={label} index={index} series={series} end={end} />
          ))}
        </svg>
        <div className={classes.times} aria-hidden="true">
          <span>{labels[0]}</span>
          <span>{labels.at(-1)}</span>
        </div>
        {most === 0 && <p className={classes.nothing}>Nothing in this time.</p>}
      </div>
      <PlotTable labels={labels} series={series} />
    </figure>
  )
}

function Bar({ label, index, series, end }: { label: string; index: number; series: readonly PlotSeries[]; end: number }) {
  let top = HEIGHT
  const parts = series.map(({ name, tone, values }) => {
    const value = values[index] ?? 0
    const height = (value / end) * HEIGHT
    top -= height
    return { name, tone, value, height, y: top }
  })
  return (
    <g className={classes.bar}>
      <title>{`${label}: ${parts.map(({ name, value }) => `${name} ${value}`).join(', ')}`}</title>
      <rect x={index * STEP} y={0} width={STEP} height={HEIGHT} className={classes.ground} />
      {parts.map(({ name, tone, height, y }) => (
        <rect key={name} x={index * STEP + (STEP - BAR) / 2} y={y} width={BAR} height={height} className={classes[tone]} />
      ))}
    </g>
  )
}
