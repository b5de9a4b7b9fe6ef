using System.Text;
using Redoubt.Evidence;
using Redoubt.Evidence.Views;

namespace Redoubt.Access.Roles;

/// <summary>
/// What a ClusterRole holds once the controller is at rest (kubernetes/kubernetes, <c>pkg/controller/clusterroleaggregation</c>): the rules of
/// the roles that its selectors select, over any number of steps, instead of its own; its own stay only where there is no rule to take, and
/// others take those too. Roles that take from one another all hold what any of them takes from outside. What roles with the same selectors take is
/// worked out once.
/// </summary>
internal sealed class Aggregation(Func<LabelSelector, IEnumerable<Document>> select)
{
    private static readonly HashSet<Document> NoParts = [];
    private readonly Dictionary<Document, AccessRule[]> _own = [];
    private readonly Dictionary<string, IReadOnlyList<Document>> _direct = new(StringComparer.Ordinal);
    private readonly Dictionary<Document, string> _keys = [];
    private readonly Dictionary<string, Taken> _taken = new(StringComparer.Ordinal);
    private readonly Dictionary<Document, bool> _stay = [];
    private int _steps;

    /// <summary>The rules in force, the roles in which they, or a selector on the way, are written (the role itself may be left out), and whether a limit cut them.</summary>
    public (IReadOnlyList<AccessRule> Rules, IReadOnlySet<Document> Parts, bool IsCut) Of(Document role, bool aggregates)
    {
        if (!aggregates)
        {
            return (Own(role), NoParts, false);
        }

        var taken = Reached(role);
        taken.Rules ??= RulesOf(taken);
        return (taken.Rules.Count > 0 ? taken.Rules : Own(role), taken.Parts, IsCut);
    }

    public static bool Aggregates(Document role) => role.Root["aggregationRule"].HasValue;

    private bool IsCut => _steps > AccessLimits.AggregationSteps;

    private List<AccessRule> RulesOf(Taken taken)
    {
        var rules = new List<AccessRule>();
        foreach (var part in taken.Plain.Concat(taken.Aggregating.Where(Stays)))
        {
            rules.AddRange(Own(part));
        }

        _steps += rules.Count;
        return rules;
    }

    private Taken Reached(Document role)
    {
        if (_taken.TryGetValue(KeyOf(role), out var taken))
        {
            return taken;
        }

        taken = new Taken();
        _taken.Add(KeyOf(role), taken);
        var seen = new HashSet<string>(StringComparer.Ordinal) { KeyOf(role) };
        var waiting = new Queue<Document>([role]);
        while (!IsCut && waiting.TryDequeue(out var whole))
        {
            var direct = Selected(whole);
            _steps += direct.Count;
            foreach (var part in direct.Where(taken.Parts.Add))
            {
                if (!Aggregates(part))
                {
                    taken.Plain.Add(part);
                    continue;
                }

                taken.Aggregating.Add(part);
                if (seen.Add(KeyOf(part)))
                {
                    waiting.Enqueue(part);
                }
            }
        }

        return taken;
    }

    /// <summary>
    /// Whether what is written in a role that aggregates stays: it finds no rule to take, for nothing that it takes from has one but such as take from it in turn.
    /// In such a circle it depends on who is first which rules are left; here they all are.
    /// </summary>
    private bool Stays(Document role)
    {
        if (Own(role).Length == 0 || IsCut)
        {
            return false;
        }

        if (!_stay.TryGetValue(role, out var stays))
        {
            var reached = Reached(role);
            if (reached.Plain.TrueForAll(plain => Own(plain).Length == 0))
            {
                _steps += reached.Aggregating.Count;
                stays = reached.Aggregating.TrueForAll(other => Own(other).Length == 0 || Reached(other).Parts.Contains(role));
            }

            _stay.Add(role, stays);
        }

        return stays;
    }

    private IReadOnlyList<Document> Selected(Document role)
    {
        if (!_direct.TryGetValue(KeyOf(role), out var direct))
        {
            var parts = new List<Document>();
            foreach (var selector in role.Root["aggregationRule"]["clusterRoleSelectors"].Items)
            {
                parts.AddRange(select(new LabelSelector(selector)));
            }

            _direct.Add(KeyOf(role), direct = parts);
        }

        return direct;
    }

    /// <summary>The selectors of a role as text: roles with the same text take the same.</summary>
    private string KeyOf(Document role)
    {
        if (!_keys.TryGetValue(role, out var key))
        {
            var text = new StringBuilder();
            Write(role.Root["aggregationRule"]["clusterRoleSelectors"], text, 0);
            _keys.Add(role, key = text.ToString());
        }

        return key;
    }

    // A selector is five levels deep; what is deeper says nothing.
    private static void Write(Node node, StringBuilder text, int depth)
    {
        text.Append((char)('0' + (int)node.Kind)).Append(node.Text).Append('\0');
        if (depth > 5)
        {
            return;
        }

        foreach (var item in node.Items)
        {
            Write(item, text, depth + 1);
        }

        foreach (var field in node.Fields)
        {
            text.Append(field.Key).Append('\0');
            Write(field, text, depth + 1);
        }

        text.Append('\u0001');
    }

    private AccessRule[] Own(Document role)
    {
        if (!_own.TryGetValue(role, out var rules))
        {
            _own.Add(role, rules = AccessRule.ReadAll(role));
        }

        return rules;
    }

    /// <summary>The roles that selectors lead to over any number of steps.</summary>
    private sealed class Taken
    {
        public HashSet<Document> Parts { get; } = [];

        public List<Document> Plain { get; } = [];

        public List<Document> Aggregating { get; } = [];

        public List<AccessRule>? Rules { get; set; }
    }
}
