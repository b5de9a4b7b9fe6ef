using System.Collections.Immutable;
using Redoubt.Catalog.Compile;
using Redoubt.Catalog.Subjects;
using Redoubt.Cel;
using Redoubt.Evidence;
using Redoubt.Evidence.Tapes;
using Redoubt.Kubernetes.Tapes;

namespace Redoubt.Catalog.Judge;

/// <summary>
/// Numbers what stands in fields of a view's subjects: the same content has the same number. On a platform most pods and containers are alike
/// in most of their fields, and what a control says of one it says of all that are alike in what it reads. For one thread.
/// </summary>
/// <param name="language">The view.</param>
internal sealed class AlikeFields(ViewLanguage language)
{
    /// <summary>What has no number: there are too many contents, or it is not written in a document.</summary>
    public const int None = -1;

    // A field with more contents than this tells subjects apart rather than alike.
    private const int Most = 1 << 10;

    private readonly List<Field> _fields = [];

    /// <summary>The fields that programs read of their subjects, by numbers for <see cref="Number"/>; null if they may read anything else.</summary>
    /// <param name="programs">The programs of one control.</param>
    public int[]? ReadBy(IEnumerable<CelProgram> programs)
    {
        var fields = new SortedSet<int>();
        foreach (var path in programs.SelectMany(program => program.AttributePaths))
        {
            // An element is of a list that another program of the control reads.
            if (path.Variable == "it")
            {
                continue;
            }

            if (FieldOf(path) is not { } field)
            {
                return null;
            }

            fields.Add(field);
        }

        return [.. fields];
    }

    /// <summary>The number of what stands in a field of a subject, from 0; <see cref="None"/> if it has none.</summary>
    /// <param name="field">The field.</param>
    /// <param name="subject">The subject.</param>
    /// <param name="index">Which of its part's subjects it is.</param>
    public int Number(int field, Subject subject, int index) => _fields[field].Number(subject, index);

    // A container is told by each of its fields, an object by those below its own: metadata and spec are never alike.
    private int? FieldOf(CelPath path)
    {
        var depth = path.Variable == "container" ? 1 : 2;
        var variable = language.Variables.IndexOf(language.Environment.VariableIndex(path.Variable));
        if (variable < 0 || path.Steps.Length < depth || path.Steps.Take(depth).Contains(CelPath.Every))
        {
            return null;
        }

        ImmutableArray<string> steps = [.. path.Steps.Take(depth)];
        var known = _fields.FindIndex(field => field.Variable == variable && field.Steps.SequenceEqual(steps));
        if (known >= 0)
        {
            return known;
        }

        _fields.Add(new Field(variable, steps));
        return _fields.Count - 1;
    }

    /// <summary>One field, with the number that each content has.</summary>
    private sealed class Field(int variable, ImmutableArray<string> steps)
    {
        private readonly NodePath _path = NodePath.Of(steps.Select(PathStep.Field));
        private readonly Dictionary<Node, int> _numbers = new(NodeComparer.Instance);
        private (Subject? Subject, int Number)[] _subjects = [];

        public int Variable => variable;

        public ImmutableArray<string> Steps => steps;

        public int Number(Subject subject, int index)
        {
            if (index >= _subjects.Length)
            {
                Array.Resize(ref _subjects, Math.Max(4, 2 * index));
            }

            ref var known = ref _subjects[index];
            if (!ReferenceEquals(known.Subject, subject))
            {
                known = (subject, Number(subject));
            }

            return known.Number;
        }

        private int Number(Subject subject)
        {
            if (_numbers.Count >= Most || TapeValues.NodeOf(subject.Values[variable]) is not { Exists: true } node)
            {
                return None;
            }

            var content = _path.TryResolve(node, out var there) ? there : default;
            if (!_numbers.TryGetValue(content, out var number))
            {
                _numbers.Add(content, number = _numbers.Count);
            }

            return number;
        }
    }
}
