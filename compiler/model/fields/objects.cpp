#include "model/codecs.hpp"

namespace pinwright::model {

template <>
auto table<Group>() -> const Table<Group>& {
  static const Table<Group> kTable{
      "group",
      "A Microsoft Entra group that assignments name. It is looked up by displayName, or managed with create.",
      {field<Group, &Group::display_name>("displayName", "Display name in the tenant; exactly one group must have it.",
                                          kRequired),
       field<Group, &Group::members>("members", "What the group holds; checks of assignments rely on it."),
       field<Group, &Group::create>("create",
                                    "Create the group and keep its rule and description as written; never deleted."),
       field<Group, &Group::membership_rule>("membershipRule", "Rule of a dynamic group; needs create."),
       field<Group, &Group::description>("description", "Description of the group; needs create.")}};
  return kTable;
}

template <>
auto table<Filter>() -> const Table<Filter>& {
  static const Table<Filter> kTable{
      "filter",
      "An Intune assignment filter. It is looked up by displayName, or managed with create.",
      {field<Filter, &Filter::display_name>("displayName", "Display name in the tenant.", kRequired),
       field<Filter, &Filter::create>("create", "Create the filter and keep its rule and description as written."),
       field<Filter, &Filter::rule>(
           "rule", "The filter's rule, such as (device.deviceOwnership -eq \"Corporate\"); needs create."),
       field<Filter, &Filter::description>("description", "Description of the filter; needs create.")}};
  return kTable;
}

template <>
auto table<Assignments>() -> const Table<Assignments>& {
  static const Table<Assignments> kTable{
      "assignments",
      "Who gets the policy. Without this key the tenant's assignments stay as they are; an empty include clears them.",
      {field<Assignments, &Assignments::include>("include", "Groups (or allDevices, allUsers) that get the policy.",
                                                 kRequired),
       field<Assignments, &Assignments::exclude>("exclude", "Groups that do not get it.")}};
  return kTable;
}

}  // namespace pinwright::model
