import type { Route, RouteCall } from '@muster/contract';
import { useMutation } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { Button } from '../ui/form/button.tsx';
import { client } from './client.ts';
import { FormFault } from './form-fault.tsx';
import { useLanguage } from './i18n/use-language.ts';
import { useText } from './i18n/use-text.ts';
import { useRefusal } from './refusal.ts';
import { saveFile } from './save-file.ts';

type Props<R extends Route> = {
  readonly route: R;
  /** As the list on the page is asked for; which page of it does not matter. */
  readonly input: RouteCall<R>;
  readonly small?: boolean;
};

/** The list of the page, narrowed as it is and whole, as a workbook in the language of the page. */
export function SheetButton<R extends Route>({ route, input, small = false }: Props<R>): ReactNode {
  const t = useText();
  const language = useLanguage();
  const sayRefusal = useRefusal();
  const { mutate, isPending, error } = useMutation({
    mutationFn: () => client.workbook(route, input, { language }),
    onSuccess: saveFile,
  });
  return (
    <span className="m-unprinted">
      {error !== null && <FormFault>{sayRefusal(error)}</FormFault>}
      <Button small={small} busy={isPending} onClick={() => mutate()}>
        {t('ui.toExcel')}
      </Button>
    </span>
  );
}
