-- The record for people: one view a subject, with names instead of ids. They are dropped and
-- made anew whenever a store is upgraded, so they always fit the tables.
--
-- A date is a day, or first/last day, with `..` for an end that is not known; null when nothing
-- is known. Lists are joined with "; ".

CREATE VIEW v_documents AS
SELECT d.id, d.path, d.also_at, d.title, d.outlet, d.byline, d.wire,
       d.published, d.earliest, d.latest, d.language, length(d.text) AS characters, d.status, d.reason,
       (SELECT count(DISTINCT s.fact_id) FROM spans s
        WHERE s.document_id = d.id AND s.kind = 'meetings') AS meetings,
       (SELECT count(DISTINCT s.fact_id) FROM spans s
        WHERE s.document_id = d.id AND s.kind = 'statements') AS statements
FROM documents d
WHERE NOT d.leaves;

CREATE VIEW v_spans AS
SELECT s.number, s.kind, s.fact_id, s.part, s.item, s.place, s.document_id, d.path AS document,
       s.start, s."end", s.text
FROM spans s JOIN documents d ON d.id = s.document_id;

CREATE VIEW v_actors AS
SELECT a.id, a.name, a.kind,
       (SELECT group_concat(name, '; ') FROM
           (SELECT name FROM aliases WHERE actor_id = a.id AND name <> a.name ORDER BY name))
           AS aliases,
       (SELECT group_concat(office, '; ') FROM
           (SELECT CASE r.status WHEN 'current' THEN '' ELSE r.status || ' ' END || r.title
                   || coalesce(' of ' || o.name, '') AS office
            FROM roles r LEFT JOIN actors o ON o.id = r.of_id
            WHERE r.actor_id = a.id ORDER BY r.number)) AS roles,
       (SELECT count(DISTINCT meeting_id) FROM participants
        WHERE actor_id = a.id AND attendance IN ('attended', 'observer')) AS meetings_attended,
       (SELECT count(DISTINCT meeting_id) FROM participants
        WHERE actor_id = a.id AND attendance IN ('declined', 'absent', 'excluded'))
           AS meetings_missed,
       (SELECT count(*) FROM speakers WHERE actor_id = a.id) AS statements,
       (SELECT count(*) FROM positions WHERE actor_id = a.id) AS positions
FROM actors a;

CREATE VIEW v_roles AS
SELECT r.actor_id, a.name AS actor, r.status, r.title, o.name AS "of", r.since, r.until
FROM roles r JOIN actors a ON a.id = r.actor_id LEFT JOIN actors o ON o.id = r.of_id;

CREATE VIEW v_participants AS
SELECT p.meeting_id, m.date, m.city, t.name AS track, m.status AS meeting_status,
       p.number, p.actor_id, a.name AS actor, r.name AS represents, p.attendance, p.capacity,
       p.count, p.level, p.head, p.reason,
       s.document_id, s.start, s."end", s.text AS words
FROM participants p
JOIN meetings m ON m.id = p.meeting_id
JOIN actors a ON a.id = p.actor_id
LEFT JOIN actors r ON r.id = p.represents_id
LEFT JOIN tracks t ON t.id = m.track_id
LEFT JOIN spans s ON s.fact_id = p.meeting_id AND s.kind = 'meetings'
     AND s.part = 'participants.spans' AND s.item = p.number AND s.place = 0;

CREATE VIEW v_meetings AS
SELECT m.id, m.date,
       nullif(coalesce(m.city, '') || iif(m.city IS NULL OR m.country IS NULL, '', ', ')
              || coalesce(m.country, ''), '') AS place,
       m.venue, t.name AS track, m.round, m.status, h.name AS host,
       (SELECT group_concat(name, '; ') FROM
           (SELECT DISTINCT a.name FROM participants p JOIN actors a ON a.id = p.actor_id
            WHERE p.meeting_id = m.id AND p.attendance IN ('attended', 'observer')
            ORDER BY p.number)) AS attended,
       (SELECT group_concat(name, '; ') FROM
           (SELECT DISTINCT a.name FROM participants p JOIN actors a ON a.id = p.actor_id
            WHERE p.meeting_id = m.id AND p.attendance = 'invited' ORDER BY p.number)) AS invited,
       (SELECT group_concat(name, '; ') FROM
           (SELECT DISTINCT a.name || ' (' || p.attendance || ')' AS name
            FROM participants p JOIN actors a ON a.id = p.actor_id
            WHERE p.meeting_id = m.id AND p.attendance IN ('declined', 'absent', 'excluded')
            ORDER BY p.number)) AS not_there,
       (SELECT count(DISTINCT s.document_id) FROM spans s
        WHERE s.fact_id = m.id AND s.kind = 'meetings') AS documents,
       m.earliest, m.latest, m.basis
FROM meetings m
LEFT JOIN tracks t ON t.id = m.track_id
LEFT JOIN actors h ON h.id = m.host_id;

CREATE VIEW v_statements AS
SELECT s.id, s.date,
       (SELECT group_concat(name, '; ') FROM
           (SELECT a.name FROM speakers k JOIN actors a ON a.id = k.actor_id
            WHERE k.statement_id = s.id ORDER BY k.number)) AS speakers,
       b.name AS on_behalf_of, s.source, s.cue, s.content, s.kind, s.polarity, s.addressee,
       s.meeting_id, w.document_id, d.path AS document, w.start, w."end", s.earliest, s.latest
FROM statements s
LEFT JOIN actors b ON b.id = s.on_behalf_of_id
LEFT JOIN spans w ON w.fact_id = s.id AND w.kind = 'statements' AND w.part = 'content'
     AND w.place = 0
LEFT JOIN documents d ON d.id = w.document_id;

CREATE VIEW v_positions AS
SELECT p.id, p.date,
       a.name AS actor, p.stance, p.issue, coalesce(g.name, p.target) AS target,
       p.requires AS condition, o.name AS required_of, p.statement_id, p.meeting_id,
       w.text AS words, w.document_id, d.path AS document, w.start, w."end",
       p.earliest, p.latest
FROM positions p
LEFT JOIN actors a ON a.id = p.actor_id
LEFT JOIN actors g ON g.id = p.target
LEFT JOIN actors o ON o.id = p.required_of_id
LEFT JOIN spans w ON w.fact_id = p.id AND w.kind = 'positions' AND w.part = 'span'
LEFT JOIN documents d ON d.id = w.document_id;

CREATE VIEW v_claims AS
SELECT c.id, c.subject, c.attribute, c.qualifier, c.value, c.unit,
       coalesce(a.name, c.according_to) AS according_to,
       w.text AS words, w.document_id, d.path AS document, w.start, w."end"
FROM claims c
LEFT JOIN actors a ON a.id = c.according_to
LEFT JOIN spans w ON w.fact_id = c.id AND w.kind = 'claims' AND w.part = 'span'
LEFT JOIN documents d ON d.id = w.document_id;

CREATE VIEW v_sides AS
SELECT s.disagreement_id, x.subject, x.attribute, x.verdict, s.number, s.value,
       s.independent_sources,
       (SELECT group_concat(name, '; ') FROM
           (SELECT a.name FROM side_actors k JOIN actors a ON a.id = k.actor_id
            WHERE k.disagreement_id = s.disagreement_id AND k.number = s.number
            ORDER BY a.name)) AS actors,
       (SELECT group_concat(path, '; ') FROM
           (SELECT DISTINCT d.path FROM spans w JOIN documents d ON d.id = w.document_id
            WHERE w.fact_id = s.disagreement_id AND w.kind = 'disagreements'
            AND w.part = 'sides.spans' AND w.item = s.number ORDER BY d.path)) AS documents,
       w.text AS words, w.document_id, w.start, w."end"
FROM sides s
JOIN disagreements x ON x.id = s.disagreement_id
LEFT JOIN spans w ON w.fact_id = s.disagreement_id AND w.kind = 'disagreements'
     AND w.part = 'sides.spans' AND w.item = s.number AND w.place = 0;

CREATE VIEW v_disagreements AS
SELECT x.id, x.subject, x.attribute, x.verdict,
       (SELECT group_concat(side, ' | ') FROM
           (SELECT value || ' (' || independent_sources
                   || iif(independent_sources = 1, ' source)', ' sources)') AS side
            FROM sides WHERE disagreement_id = x.id ORDER BY number)) AS sides,
       (SELECT group_concat(name, '; ') FROM
           (SELECT DISTINCT a.name FROM side_actors k JOIN actors a ON a.id = k.actor_id
            WHERE k.disagreement_id = x.id ORDER BY a.name)) AS actors,
       (SELECT count(DISTINCT s.document_id) FROM spans s
        WHERE s.fact_id = x.id AND s.kind = 'disagreements') AS documents, x.basis
FROM disagreements x;

CREATE VIEW v_judgements AS
SELECT id, made_at, made_by, kind, subject, value, note, undone_at, undone_by,
       undone_at IS NULL AS stands
FROM judgements;
