using Redoubt.Cel;
using Redoubt.Cel.Re2;
using Redoubt.Kubernetes.Cost;

namespace Redoubt.Kubernetes.Libraries;

/// <summary>
/// Kubernetes' regular expression functions: <c>find</c> and <c>findAll</c> (since 1.25). The pattern has RE2's syntax; one that is
/// not valid is an error.
/// </summary>
internal static class RegexLibrary
{
    public static CelLibrary Library { get; } = new()
    {
        Name = "kubernetes.regex",
        Functions =
        [
            new CelFunction
            {
                Name = "find",
                Summary = "The first match of a pattern, empty if there is none.",
                Cost = Charge.Match,
                Estimate = Charge.Matches,
                Overloads =
                [
                    new CelOverload
                    {
                        Id = "string_find_string",
                        IsReceiver = true,
                        Parameters = [CelType.String, CelType.String],
                        Result = CelType.String,
                        Body = static arguments => Find(arguments[0], arguments[1]),
                    },
                ],
                Examples = [new("'abc 123'.find('[0-9]+')", "'123'"), new("'abc'.find('[0-9]+')", "''"), new("'abc'.find('(')", null)],
            },
            new CelFunction
            {
                Name = "findAll",
                Summary = "All matches of a pattern, at most as many as asked for.",
                Cost = Charge.Match,
                Estimate = Charge.Matches,
                Overloads =
                [
                    new CelOverload
                    {
                        Id = "string_find_all_string",
                        IsReceiver = true,
                        Parameters = [CelType.String, CelType.String],
                        Result = CelType.List(CelType.String),
                        Body = static arguments => FindAll(arguments[0], arguments[1], -1),
                    },
                    new CelOverload
                    {
                        Id = "string_find_all_string_int",
                        IsReceiver = true,
                        Parameters = [CelType.String, CelType.String, CelType.Int],
                        Result = CelType.List(CelType.String),
                        Body = static arguments => FindAll(arguments[0], arguments[1], arguments[2].AsInt()),
                    },
                ],
                Examples = [new("'a1 b22'.findAll('[0-9]+')", "['1', '22']"), new("'a1 b22'.findAll('[0-9]+', 1)", "['1']")],
            },
        ],
    };

    /// <summary>A constant pattern that is not valid makes no program.</summary>
    public static IReadOnlyList<CelConstantRule> Constants { get; } = [new("find", 0, CelStage.Plan, Invalid), new("findAll", 0, CelStage.Plan, Invalid)];

    private static string? Invalid(CelValue pattern) =>
        pattern.Kind == CelKind.String && !Re2Patterns.TryGet(pattern.AsSpan(), out _, out var error) ? $"error parsing regexp: {error}" : null;

    private static CelValue Find(CelValue text, CelValue pattern)
    {
        var searched = text.AsSpan();
        return !Re2Patterns.TryGet(pattern.AsSpan(), out var regex, out var error) ? CelValue.Error($"Illegal regex: error parsing regexp: {error}")
            : regex.TryFind(searched, 0, out var match) ? CelValue.String(searched[match].ToString())
            : CelValue.String("");
    }

    private static CelValue FindAll(CelValue text, CelValue pattern, long limit)
    {
        if (!Re2Patterns.TryGet(pattern.AsSpan(), out var regex, out var error))
        {
            return CelValue.Error($"Illegal regex: error parsing regexp: {error}");
        }

        var searched = text.AsSpan();
        var matches = regex.FindAll(searched, (int)Math.Clamp(limit, -1, int.MaxValue));
        var items = new CelValue[matches.Count];
        for (var i = 0; i < items.Length; i++)
        {
            items[i] = CelValue.String(searched[matches[i]].ToString());
        }

        return CelValue.List(items);
    }
}
