import { useState, type ReactNode } from 'react';
import { AsOf } from '../src/ui/figure/as-of.tsx';
import { Due } from '../src/ui/figure/due.tsx';
import { LateMark } from '../src/ui/figure/late-mark.tsx';
import { Percent } from '../src/ui/figure/percent.tsx';
import { Drawer } from '../src/ui/float/drawer.tsx';
import { Button } from '../src/ui/form/button.tsx';
import { ConfirmButton } from '../src/ui/form/confirm-button.tsx';
import { CountInput } from '../src/ui/form/count-input.tsx';
import { Field } from '../src/ui/form/field.tsx';
import { Form } from '../src/ui/form/form.tsx';
import { Choice, Input, TextArea } from '../src/ui/form/input.tsx';
import { Page, PageHead } from '../src/ui/frame/page.tsx';
import { DemoLine, InsecureLine, OfflineLine } from '../src/ui/sheet/banner.tsx';
import { EmptyLine } from '../src/ui/sheet/empty-line.tsx';
import { Failure } from '../src/ui/sheet/failure.tsx';
import { Forbidden } from '../src/ui/sheet/forbidden.tsx';
import { Loading } from '../src/ui/sheet/loading.tsx';
import { Sheet } from '../src/ui/sheet/sheet.tsx';
import { UserText } from '../src/ui/text/user-text.tsx';

export function Parts(): ReactNode {
  const [count, setCount] = useState<number | null>(null);
  const [open, setOpen] = useState(false);
  return (
    <>
      <DemoLine />
      <InsecureLine />
      <OfflineLine kept={3} />
      <Page>
        <PageHead
          title="Parts"
          asOf={<AsOf at="2026-11-20T14:32:10+08:00" now="2026-11-20T14:42:10+08:00" />}
          actions={
            <>
              <Button quiet onClick={() => setOpen(true)}>
                Drawer
              </Button>
              <ConfirmButton effect="All three go, and the record says who removed them." onConfirm={() => {}}>
                Remove 3 entries
              </ConfirmButton>
            </>
          }
        />
        <Sheet title="Fields" padded right={<LateMark happened="2026-11-12" recorded="2026-11-17" />}>
          <Form name="Fields" onSubmit={() => {}}>
            <Field label="Name" hint="As on the roster">
              {(wires) => <Input {...wires} />}
            </Field>
            <Field label="Place" fromRecords>
              {(wires) => <Input {...wires} defaultValue="3rd floor" />}
            </Field>
            <Field label="Date" error="The day is past: choose one from today on">
              {(wires) => <Input {...wires} defaultValue="2026-11-01" />}
            </Field>
            <Field label="Kind" optional>
              {(wires) => (
                <Choice {...wires}>
                  <option>Study</option>
                </Choice>
              )}
            </Field>
            <Field label="Notes">{(wires) => <TextArea {...wires} />}</Field>
            <Field label="Dissatisfied">
              {(wires) => <CountInput wires={wires} value={count} onChange={setCount} />}
            </Field>
          </Form>
        </Sheet>
        <Sheet title="States">
          <EmptyLine>Nothing overdue</EmptyLine>
          <Failure what="overdue items" requestId="7F3K" onRetry={() => {}} />
          <Loading />
        </Sheet>
        <Sheet title="Figures" padded>
          <p>
            <Percent part={639} whole={771} />
          </p>
          <Due date="2026-11-17" today="2026-11-20" />
        </Sheet>
        <Forbidden ask={<UserText>周岚</UserText>} />
        {open && (
          <Drawer title="Who is missing" onClose={() => setOpen(false)} foot={<Button primary>Remind 3 people</Button>}>
            Three people
          </Drawer>
        )}
      </Page>
    </>
  );
}
