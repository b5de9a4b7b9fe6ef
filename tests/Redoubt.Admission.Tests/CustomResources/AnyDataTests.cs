using FsCheck;
using FsCheck.Fluent;
using FsCheck.Xunit;
using Redoubt.Admission.CustomResources;
using Redoubt.Evidence;
using Redoubt.Evidence.Schema;

namespace Redoubt.Admission.Tests.CustomResources;

/// <summary>Whatever an object holds, its rules are answered: data that the schema does not allow is an error, never a crash.</summary>
public class AnyDataTests
{
    private static readonly StructuralSchema Schema = Rules.Schema("""
        type: object
        x-kubernetes-validations:
        - rule: self == oldSelf
        - rule: self.a == self.b || self.a + self.b == self.b
        - rule: self.map == oldSelf.map && self.map.all(k, self.map[k] == 'x')
        - rule: self.list[0] in self.list
        - rule: self.time > timestamp('2020-01-01T00:00:00Z')
          messageExpression: string(self.time)
        - rule: self.port == 80
          optionalOldSelf: true
        properties:
          a: { type: array, x-kubernetes-list-type: set, items: { type: integer } }
          b: { type: array, x-kubernetes-list-type: set, items: { type: integer } }
          map: { type: object, additionalProperties: { type: string, nullable: true } }
          time: { type: string, format: date-time, x-kubernetes-validations: [{ rule: self == oldSelf }] }
          port: { x-kubernetes-int-or-string: true }
          list:
            type: array
            x-kubernetes-list-type: map
            x-kubernetes-list-map-keys: [a, b]
            items:
              type: object
              x-kubernetes-preserve-unknown-fields: true
              properties: { a: { type: string, default: x }, b: { type: integer } }
              x-kubernetes-validations: [{ rule: self == oldSelf }, { rule: has(self.a), fieldPath: .a }]
        """);

    [Property(MaxTest = 500)]
    public Property Rules_are_answered() => Prop.ForAll(Json(4).ToArbitrary(), Json(4).ToArbitrary(), (self, old) =>
    {
        var (value, before) = (Rules.Value(self), Rules.Value(old));
        var rules = RuleLevel.Of(Schema, isResource: false, RuleLanguage.Stored);
        var verdict = RuleValidator.Validate(rules, Defaulting.Applied(value, Schema), before, "root", RuleLimits.Default, ratchets: true);
        return verdict.RemainingBudget <= RuleLimits.Default.Budget && verdict.Errors.All(error => Defaulting.PlaceOf(error.At, value).Exists);
    });

    [Property(MaxTest = 200)]
    public Property An_unchanged_object_breaks_no_rule_that_is_not_about_the_old_one() => Prop.ForAll(Json(4).ToArbitrary(), self =>
    {
        Node value = Rules.Value(self), same = Rules.Value(self);
        return new Correlation(value, same, Schema).IsSame || RawEquality.Same(value, same);
    });

    /// <summary>A map whose fields may hold anything.</summary>
    private static Gen<string> Json(int depth) => Fields(depth).Select(fields => $"{{{fields}}}");

    private static Gen<string> Fields(int depth) =>
        from names in Gen.SubListOf("a", "b", "map", "time", "port", "list", "other")
        from values in Gen.ArrayOf(Value(depth), names.Count)
        select string.Join(", ", names.Zip(values, (name, value) => $"\"{name}\": {value}"));

    private static Gen<string> Value(int depth)
    {
        var scalar = Gen.Elements("null", "true", "1", "1.5", "18446744073709551615", "\"x\"", "\"2024-01-01T00:00:00Z\"", "\"\"");
        return depth == 0
            ? scalar
            : Gen.OneOf(scalar, Json(depth - 1), Value(depth - 1).ListOf().Select(items => $"[{string.Join(", ", items.Take(4))}]"));
    }
}
