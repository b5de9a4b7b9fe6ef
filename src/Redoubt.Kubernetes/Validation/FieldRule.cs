using Redoubt.Evidence;
using Redoubt.Evidence.Tapes;

namespace Redoubt.Kubernetes.Validation;

/// <summary>
/// What must hold of the values at one path. A path is names with dots, <c>[]</c> after a list's: <c>rules[].verbs</c>; an object with
/// <c>!</c> behind its name is asked as if it were empty where it is missing, another is then not asked. The checks, in any number:
/// <c>required</c> (there, and neither empty nor 0), <c>enum A,B</c>, <c>is FORMAT</c>, <c>range A B</c>, <c>min N</c>, <c>unique</c> (an item, or
/// <c>unique FIELD</c> of the items), <c>never</c>; each may be followed by the server's words in quotes. With <c>!</c> (<c>enum!</c>,
/// <c>is!</c>) an empty text is checked too, with <c>+</c> (<c>is+</c>) a missing one as well; with <c>?</c> (<c>range?</c>) 0 counts as absent.
/// </summary>
internal sealed class FieldRule
{
    private readonly (string Name, int Symbol, bool Each, bool Always)[] _path;
    private readonly Check[] _checks;

    private FieldRule((string, int, bool, bool)[] path, Check[] checks) => (_path, _checks) = (path, checks);

    /// <summary>The field that the path begins with.</summary>
    public int Symbol => _path[0].Symbol;

    /// <summary>Whether it has something to say where that field is not there.</summary>
    public bool AsksMissing => _path[0].Always || (_path is [{ Each: false }] && _checks.Any(check => check.AsksMissing));

    public static FieldRule Read(List<string> words)
    {
        var path = words[0].Split('.').Select(step => step.EndsWith("[]", StringComparison.Ordinal)
            ? (step[..^2], Tape.Symbol(step.AsSpan()[..^2]), true, false)
            : (step.TrimEnd('!'), Tape.Symbol(step.AsSpan().TrimEnd('!')), false, step.EndsWith('!'))).ToArray();
        var checks = new List<Check>();
        for (var at = 1; at < words.Count;)
        {
            var name = words[at++];
            var arguments = new List<string>();
            string? message = null;
            for (var wanted = Check.Arguments(name); at < words.Count && arguments.Count < wanted; at++)
            {
                arguments.Add(words[at]);
            }

            if (at < words.Count && words[at].StartsWith('"'))
            {
                message = words[at++][1..];
            }

            checks.Add(Check.Of(name, arguments, message));
        }

        return new FieldRule(path, [.. checks]);
    }

    public void Apply(Node at, Faults faults) => Apply(at, 0, faults);

    private void Apply(Node parent, int step, Faults faults)
    {
        var (name, symbol, each, always) = _path[step];
        var value = parent.Field(symbol, name);
        if (each)
        {
            foreach (var item in value.Items)
            {
                if (step == _path.Length - 1)
                {
                    Ask(item, item, faults);
                }
                else
                {
                    Apply(item, step + 1, faults);
                }
            }
        }
        else if (step == _path.Length - 1)
        {
            Ask(value, value.Exists ? value : Spot.Missing(parent, name), faults);
        }
        else if (value.Kind == NodeKind.Map)
        {
            Apply(value, step + 1, faults);
        }
        else if (always)
        {
            Ask(default, new Spot(parent, "." + string.Join('.', _path[step..].Select(one => one.Name)), parent), faults);
        }
    }

    private void Ask(Node value, Spot spot, Faults faults)
    {
        foreach (var check in _checks)
        {
            if (!check.Holds(value, spot, faults))
            {
                return;
            }
        }
    }
}
