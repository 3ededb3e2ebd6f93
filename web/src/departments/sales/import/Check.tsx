// The second step: everything that was understood of the file, to be corrected before anything is written.
import type { StoredFile } from '../../../api/wire';
import { Columns } from './Columns';
import { Fixed } from './Fixed';
import { Preview } from './Preview';
import { Problems } from './Problems';
import { bare } from './profile';
import { Reading } from './Reading';
import { Recognised } from './Recognised';
import { Remarks } from './Remarks';
import { Summary } from './Summary';
import { Unknowns } from './Unknowns';
import type { WizardModel } from './useWizard';
import type { Inspection, Profile } from './wire';

export function Check({ wizard, file, seen }: { wizard: WizardModel; file: StoredFile; seen: Inspection }) {
  const change = (profile: Profile) => void wizard.reread(profile);
  return (
    <div className="load-check">
      <div className="panel load-main">
        <Recognised seen={seen} />
        <Remarks seen={seen} choices={wizard.state.choices} change={change} decide={wizard.decide} />
        {bare(seen) ? null : <Fixed seen={seen} change={change} />}
        <Columns seen={seen} change={change} />
        <Reading seen={seen} change={change} />
        <Unknowns seen={seen} choices={wizard.state.choices} decide={(profile, choices) => void wizard.reread(profile, choices)} />
        <Problems errors={seen.errors} file={file.name} />
        <Preview seen={seen} />
      </div>
      <Summary wizard={wizard} file={file} seen={seen} />
    </div>
  );
}
