-- Who may know of a case at all: holders of these roles (null: everybody with reach), and never these people.
alter table cases add column access_roles text[];
alter table cases add column recused text[] not null default '{}';
