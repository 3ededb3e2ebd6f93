// Importing a file in four steps: choose, check, write, done.
import { Steps } from 'antd';
import { useLeave } from '../../../record/useLeave';
import { useEffect } from 'react';
import { Check } from './Check';
import { ChooseFile } from './ChooseFile';
import { Run } from './Run';
import type { WizardModel } from './useWizard';
import { useWords } from './words';

export function Wizard({ wizard }: { wizard: WizardModel }) {
  const t = useWords();
  const { file, seen, job } = wizard.state;
  const step = job ? 2 : seen && file ? 1 : 0;
  const leave = useLeave((_, path) => path === '/sales/import');
  useEffect(() => {
    if (step === 1) leave.touch();
    else leave.settle();
  });
  return (
    <>
      <div className="panel load-steps">
        <Steps
          size="small"
          responsive={false}
          current={step}
          items={[{ title: t('step1') }, { title: t('step2') }, { title: t('step3') }]}
        />
      </div>
      {step === 1 && seen && file ? (
        <Check wizard={wizard} file={file} seen={seen} />
      ) : (
        <div className="panel load-body">{job ? <Run wizard={wizard} id={job} /> : <ChooseFile wizard={wizard} />}</div>
      )}
    </>
  );
}
