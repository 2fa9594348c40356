import { Fragment, type CSSProperties, type ReactNode } from 'react';
import { t } from '../text/text';
import { Left, Moment } from '../time/Moment';
import { timeline, type Deadlines } from './timeline';

/** The life of an instance as a line, with now on it. The list under it says the same in words, for every reader. */
export function TimelineDrawing({ deadlines, now }: { readonly deadlines: Deadlines; readonly now: number }): ReactNode {
  const { points, stretches, now: nowAt } = timeline(deadlines, now);
  return (
    <section className="timeline" aria-label={t('timeline.title')}>
      <div className="timeline-line" aria-hidden="true">
        {stretches.map((stretch) => (
          <span
            key={stretch.from}
            className={`timeline-stretch timeline-${stretch.kind}`}
            style={span(stretch.from, stretch.to)}
            title={t(`timeline.${stretch.kind}`)}
          />
        ))}
        <span className="timeline-past" style={span(0, nowAt)} />
        {points.map((point) => (
          <span
            key={point.milestone}
            className={`timeline-point${point.past ? ' timeline-point-past' : ''}`}
            style={{ left: `${point.position}%` }}
          />
        ))}
        <span className="timeline-now" style={{ left: `${nowAt}%` }}>
          <span className={`timeline-now-label${nowAt > 85 ? ' timeline-now-left' : ''}`}>{t('timeline.now')}</span>
        </span>
      </div>
      <ol className="timeline-points">
        {points.map((point, index) => (
          <Fragment key={point.milestone}>
            <li
              className={`timeline-label timeline-${side(point.position, index === points.length - 1)} timeline-then-${stretches[index]?.kind ?? 'nothing'}`}
              style={{ '--at': `${point.position}%` } as CSSProperties}
            >
              <strong>{t(`timeline.${point.milestone}`)}</strong>
              <Moment at={point.at} />
              <Left until={point.at} />
            </li>
            {/* Where the line is too narrow to be drawn, now is one of its points. */}
            {point.past && points[index + 1]?.past !== true && (
              <li className={`timeline-here timeline-then-${stretches[index]?.kind ?? 'nothing'}`}>{t('timeline.now')}</li>
            )}
          </Fragment>
        ))}
      </ol>
    </section>
  );
}

function span(from: number, to: number): CSSProperties {
  return { left: `${from}%`, width: `${to - from}%` };
}

/** Which way a label goes from its point, so that it stays on the page. */
function side(position: number, last: boolean): 'from' | 'around' | 'to' {
  return position === 0 ? 'from' : last ? 'to' : 'around';
}
