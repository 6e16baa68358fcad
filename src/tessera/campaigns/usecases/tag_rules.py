"""Set the rule of a tag, or stop it."""

from datetime import datetime
from uuid import UUID

from django.db.models import Max

from tessera.campaigns import errors, operations, permissions, queries
from tessera.campaigns.models import TagRule
from tessera.campaigns.rules.judging import Rule, written
from tessera.kernel.actor import Actor
from tessera.members import queries as members
from tessera.platform import audit, versions
from tessera.platform.usecases import usecase


@usecase(permission=permissions.SET_TAG_RULES, audit="campaigns.tag_rule_set")
def set_tag_rule(*, actor: Actor, at: datetime, tag_id: UUID, rule: Rule) -> int:
    """Make a new version of the rule that gives a tag, and begin to look at all members by it.

    Tags that are there already stay until their member is looked at. Returns the version.
    Raises Forbidden; NotFound ``members.tag_not_found``; Conflict ``campaigns.tag_retired``;
    Invalid ``campaigns.rule_empty``, ``campaigns.rule_invalid``.
    """
    actor.require_everywhere(permissions.SET_TAG_RULES)
    tag = members.get_tag(tag_id)
    if not tag.is_active:
        raise errors.tag_retired()
    rule.check()
    return _keep(actor, at, tag_id, rule, "campaigns.tag_rule_set", is_active=True)


@usecase(permission=permissions.SET_TAG_RULES, audit="campaigns.tag_rule_stopped")
def stop_tag_rule(*, actor: Actor, at: datetime, tag_id: UUID) -> int:
    """Stop the rule of a tag, and begin to take away all tags that it gave.

    Returns the version. Raises Forbidden; NotFound ``campaigns.rule_not_found``.
    """
    actor.require_everywhere(permissions.SET_TAG_RULES)
    kept = queries.find_rule(tag_id)
    if kept is None or not kept.is_active:
        raise errors.rule_not_found()
    return _keep(actor, at, tag_id, kept.rule, "campaigns.tag_rule_stopped", is_active=False)


def _keep(
    actor: Actor, at: datetime, tag_id: UUID, rule: Rule, action: str, *, is_active: bool
) -> int:
    newest = TagRule.objects.filter(tag=tag_id).aggregate(newest=Max("version"))["newest"] or 0
    row = TagRule.objects.create(
        tag_id=tag_id,
        version=newest + 1,
        match=rule.match,
        conditions=[written(one) for one in rule.conditions],
        is_active=is_active,
    )
    versions.bump("campaigns")
    operations.begin_run(at=at, tag_id=tag_id)
    audit.record(
        actor=actor,
        at=at,
        action=action,
        subject=row.id,
        data={"name": members.get_tag(tag_id).name, "version": row.version},
    )
    return row.version
