import { useLabels } from './SegueProvider';

/** Whatever moves by itself can be stopped (WCAG 2.2.2). */
export function PauseButton({ isPaused, toggle }: { isPaused: boolean; toggle: () => void }) {
  const labels = useLabels();
  return (
    <button
      type="button"
      className="segue-pause"
      data-paused={isPaused || undefined}
      aria-label={isPaused ? labels.play : labels.pause}
      onClick={toggle}
    />
  );
}
