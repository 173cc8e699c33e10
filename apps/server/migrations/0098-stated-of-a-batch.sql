-- A stated figure may be about one batch of a campaign: it is then held against the units of that batch. What was stated before is
-- about the whole roster, as it was.
alter table organisation_claim
  add column batch_id uuid,
  add constraint organisation_claim__batch foreign key (batch_id) references batch (id);
