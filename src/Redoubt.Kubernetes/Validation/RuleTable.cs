using System.Collections.Concurrent;
using System.Text;
using Redoubt.Evidence.Schema;

namespace Redoubt.Kubernetes.Validation;

/// <summary>
/// What an API server asks of the fields of each type, from the embedded table <c>validation.txt</c>: a type's name, below it, indented, a
/// path and the checks of what is there. Lines of a type are read when its first object is met. Safe to use from several threads.
/// </summary>
internal sealed class RuleTable
{
    private readonly Dictionary<string, List<(int Start, int End)>> _blocks = new(StringComparer.Ordinal);
    private readonly ConcurrentDictionary<TypeInfo, TypeRules> _rules = new(ReferenceEqualityComparer.Instance);
    private readonly string _text;

    private RuleTable(string text)
    {
        _text = text;
        string? name = null;
        var start = 0;
        for (var at = 0; at < text.Length;)
        {
            var end = text.IndexOf('\n', at) is >= 0 and var found ? found : text.Length;
            if (text[at] is not (' ' or '#' or '\n'))
            {
                Close(name, start, at);
                (name, start) = (text[at..end], end + 1);
            }

            at = end + 1;
        }

        Close(name, start, text.Length);
    }

    public static RuleTable Default { get; } = Load();

    /// <summary>The types that it speaks of.</summary>
    public IEnumerable<string> Types => _blocks.Keys;

    /// <summary>The rules of a type; none for a type of which the table says nothing.</summary>
    public TypeRules Of(TypeInfo type) => _rules.GetOrAdd(type, static (type, table) => table.Read(type.Name), this);

    private TypeRules Read(string type)
    {
        if (!_blocks.TryGetValue(type, out var blocks))
        {
            return TypeRules.None;
        }

        var fields = new List<FieldRule>();
        var rules = new List<ObjectRule>();
        var (name, isPlain) = (TypeRules.UsualName, false);
        foreach (var (start, end) in blocks)
        {
            foreach (var line in _text[start..end].Split('\n', StringSplitOptions.RemoveEmptyEntries))
            {
                var words = Words(line);
                if (words.Count == 0 || words[0].StartsWith('#'))
                {
                    continue;
                }

                if (words[0] == "rule")
                {
                    rules.Add(NamedRules.Of(words[1]));
                }
                else if (words[0] == "name:")
                {
                    name = words[1];
                }
                else if (words[0] == "metadata:")
                {
                    isPlain = true;
                }
                else
                {
                    fields.Add(FieldRule.Read(words));
                }
            }
        }

        return new TypeRules(name, isPlain, [.. fields], [.. rules]);
    }

    // A header may name several types.
    private void Close(string? name, int start, int end)
    {
        foreach (var one in name?.Split(' ', StringSplitOptions.RemoveEmptyEntries) ?? [])
        {
            if (!_blocks.TryGetValue(one, out var blocks))
            {
                _blocks.Add(one, blocks = []);
            }

            blocks.Add((start, end));
        }
    }

    /// <summary>The words of a line; one in quotes may hold spaces.</summary>
    private static List<string> Words(string line)
    {
        var words = new List<string>();
        var at = 0;
        while (at < line.Length)
        {
            if (line[at] == ' ')
            {
                at++;
                continue;
            }

            var isQuoted = line[at] == '"';
            var end = line.IndexOf(isQuoted ? '"' : ' ', at + 1);
            end = end < 0 ? line.Length : end;
            words.Add(line[at..end]);
            at = end + 1;
        }

        return words;
    }

    private static RuleTable Load()
    {
        using var stream = typeof(RuleTable).Assembly.GetManifestResourceStream("validation.txt")
            ?? throw new InvalidOperationException("the program was built without `validation.txt`");
        using var reader = new StreamReader(stream, Encoding.UTF8);
        return new RuleTable(reader.ReadToEnd());
    }
}

/// <summary>A rule that no table can say, of one object.</summary>
internal delegate void ObjectRule(Evidence.Node at, Scope scope);

/// <summary>The rules of one type.</summary>
internal sealed class TypeRules(string name, bool isPlain, FieldRule[] fields, ObjectRule[] rules)
{
    /// <summary>The format of names of a kind that says no other.</summary>
    public const string UsualName = "dns-subdomain";

    // Each with the bit of the field that it begins with, or with one that is always there if it asks for a missing one too.
    private const ulong AsksMissing = 1;

    private readonly (FieldRule Rule, ulong Bit)[] _fields = [.. fields.Select(field => (field, field.AsksMissing ? AsksMissing : Bit(field.Symbol)))];

    public static readonly TypeRules None = new(UsualName, false, [], []);

    /// <summary>The format of the names of objects, where the type is a kind's.</summary>
    public string Name => name;

    /// <summary>Whether finalizers need no domain: some API groups ask only what every API asks.</summary>
    public bool IsPlain => isPlain;

    private static ulong Bit(int symbol) => 2UL << (int)((uint)symbol % 63);

    public void Apply(Evidence.Node at, Scope scope)
    {
        var there = AsksMissing;
        foreach (var field in at.Fields)
        {
            there |= Bit(field.KeySymbol);
        }

        // Of most fields that a type may have an object has none: their rules have nothing to say.
        foreach (var (field, bit) in _fields)
        {
            if ((there & bit) != 0)
            {
                field.Apply(at, scope.Faults);
            }
        }

        foreach (var rule in rules)
        {
            rule(at, scope);
        }
    }
}
