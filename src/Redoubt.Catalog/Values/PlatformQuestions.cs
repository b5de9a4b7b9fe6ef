using Redoubt.Admission.Compile;
using Redoubt.Cel;
using Redoubt.Evidence;
using Redoubt.Evidence.Kinds;

namespace Redoubt.Catalog.Values;

/// <summary>
/// The variable <c>platform</c> as one thread has it. It remembers what was asked, so that after a change only those rules are asked again
/// whose answer may be another.
/// </summary>
/// <param name="values">The platform's values.</param>
/// <param name="minor">The target version's minor number.</param>
/// <param name="hasBootstrap">Whether the roles and bindings that every API server makes at start count too.</param>
/// <param name="today">The day of judgement.</param>
/// <param name="remembers">Whether it is remembered what was asked; where nothing will change nobody needs it.</param>
internal sealed class PlatformQuestions(PlatformValues values, int minor, bool hasBootstrap = false, DateOnly today = default, bool remembers = true) : CelOpaque, IJudgedPlatform
{
    /// <summary>The type of <c>platform</c>.</summary>
    public static readonly CelType PlatformType = CelType.Opaque("redoubt.Platform");

    private static readonly Question Definitions = new(KnownKinds.CustomResourceDefinition, null);

    private readonly HashSet<Question> _asked = [];

    public PlatformValues Values => values;

    /// <summary>The target version's minor number.</summary>
    public int Minor => minor;

    /// <summary>The day of judgement, at its beginning.</summary>
    public DateTimeOffset Today { get; } = new(today, TimeOnly.MinValue, TimeSpan.Zero);

    /// <inheritdoc/>
    public Platform Platform => values.Platform;

    /// <inheritdoc/>
    public T Whole<T>(string name, Func<T> make)
        where T : class
    {
        Remember(Question.Anything);
        return values.Whole(name, make);
    }

    /// <inheritdoc/>
    public Document? DocumentOf(CelValue value) => values.DocumentOf(value);

    /// <summary>RBAC, as the target version has it.</summary>
    public AccessFacts Access => values.Access(minor, hasBootstrap);

    /// <summary>What can reach what.</summary>
    public NetworkFacts Network => values.Network;

    /// <summary>What was asked since the last <see cref="Forget"/>.</summary>
    public IReadOnlyCollection<Question> Asked => _asked;

    public override CelType Type => PlatformType;

    public void Forget() => _asked.Clear();

    /// <summary>Remembers what was asked.</summary>
    public void Ask(Question[] questions)
    {
        if (remembers)
        {
            _asked.UnionWith(questions);
        }
    }

    /// <summary>All objects of a kind; where more may exist the list ends with an unknown rest.</summary>
    /// <param name="kind">As <c>apps/Deployment</c> or <c>Pod</c>.</param>
    /// <param name="ns">The namespace; null for all.</param>
    public CelValue Objects(string kind, string? ns)
    {
        var question = new Question(GroupKind.Parse(kind), ns);
        Remember(question);
        return values.Objects(question);
    }

    /// <summary>The objects of a kind in a namespace that have a text in a field.</summary>
    public CelValue With(string kind, string ns, string path, string value)
    {
        Ask(kind, ns);
        return values.Indexes.With(kind, ns, path, value);
    }

    /// <summary>The objects of a kind, wherever they are, that have a text in a field.</summary>
    public CelValue With(string kind, string path, string value)
    {
        Remember(new Question(GroupKind.Parse(kind), null));
        return values.Indexes.With(kind, null, path, value);
    }

    /// <summary>The items of a list that have a name, and those that may have it.</summary>
    public CelValue Named(CelValue list, string name) => values.Indexes.Named(list, name);

    /// <summary>The bindings of a kind, wherever they are, that may be for a service account.</summary>
    public CelValue Binding(string kind, string account, string ns)
    {
        Remember(new Question(GroupKind.Parse(kind), null));
        return values.Indexes.Binding(kind, account, ns);
    }

    /// <summary>The objects of a kind in a namespace whose selector may select these labels.</summary>
    public CelValue Selecting(string kind, string ns, string path, CelValue labels)
    {
        Ask(kind, ns);
        return values.Indexes.Selecting(kind, ns, path, labels);
    }

    /// <summary>What runs pods in a namespace.</summary>
    public CelValue Workloads(string ns)
    {
        Remember(Question.Workloads(ns));
        return values.Indexes.Workloads(ns);
    }

    /// <summary>What runs pods in a namespace and may have these labels.</summary>
    public CelValue Labelled(string ns, CelValue labels)
    {
        Remember(Question.Workloads(ns));
        return values.Indexes.Labelled(ns, labels);
    }

    /// <summary>What runs pods in a namespace and may have these labels, and an unknown where a custom resource may make some.</summary>
    public CelValue Made(string ns, CelValue labels)
    {
        Remember(Question.Workloads(ns));
        Remember(Question.CustomResources(ns));
        return values.Indexes.Made(ns, labels);
    }

    /// <summary>The namespace in which an object lives; empty for what is no object of the platform.</summary>
    public string NamespaceOf(CelValue value) => values.NamespaceOf(value);

    /// <summary>Whether the API server serves a resource as a rule names it; unknown for a group of which nothing is known.</summary>
    public CelValue Serves(string group, string version, string resource, int minor)
    {
        Remember(Definitions);
        return values.Serves(group, version, resource, minor);
    }

    /// <summary>Expressions of an admission policy with which something is wrong, each with its place as <c>at</c> and what is wrong as <c>say</c>.</summary>
    public CelValue Faults(CelValue policy, Func<PolicyFaults, Document, IEnumerable<PolicyFault>> find) => values.Faults(policy, find);

    /// <summary>Expressions of an admission policy that do not fit the kinds that it is about.</summary>
    public CelValue Mistyped(CelValue policy, int minor)
    {
        Remember(Definitions);
        return values.Mistyped(policy, minor);
    }

    private void Remember(in Question question)
    {
        if (remembers)
        {
            _asked.Add(question);
        }
    }

    // An object of a kind that is not known here may be in the namespace and be written without one.
    private void Ask(string kind, string ns)
    {
        var question = new Question(GroupKind.Parse(kind), ns);
        Remember(question);
        Remember(question with { Namespace = "" });
    }

    public override bool Equals(object? obj) => obj is PlatformQuestions other && ReferenceEquals(values, other.Values);

    public override int GetHashCode() => values.GetHashCode();
}
