using System.Text;
using Redoubt.Catalog.Judge;
using Redoubt.Evidence;

namespace Redoubt.Catalog.Machines;

/// <summary>
/// What each control says of each machine: which machines are alike, and where those of one role are not. A machine answers by its own document and by those of the
/// engines and components on it.
/// </summary>
public sealed class MachineAnswers
{
    [Flags]
    private enum Answer : byte
    {
        None = 0,
        Pass = 1,
        Fail = 2,
        Unknown = 4,
    }

    private readonly Fleet _fleet;
    private readonly SortedDictionary<string, (Control Control, Answer[] Of)> _answers = new(StringComparer.Ordinal);
    private readonly ILookup<string, Finding> _findings;
    private readonly MachineClass[] _classes;

    private MachineAnswers(Fleet fleet, Judgement judgement)
    {
        _fleet = fleet;
        foreach (var (control, subject) in judgement.Passed)
        {
            Add(control, subject, Answer.Pass);
        }

        foreach (var unknown in judgement.Unknowns)
        {
            Add(unknown.Control, unknown.Subject, Answer.Unknown);
        }

        foreach (var finding in judgement.Findings)
        {
            Add(finding.Control, finding.Subject, Answer.Fail);
        }

        _findings = judgement.Findings.Where(finding => fleet.MachineOf(finding.Subject) >= 0).ToLookup(finding => finding.Control.Id, StringComparer.Ordinal);
        _classes = new MachineClass[fleet.Names.Count];
        Classes = [.. Alike().Select(Class)];
    }

    /// <summary>The machines, those that are alike together, in the order of the first of each.</summary>
    public IReadOnlyList<MachineClass> Classes { get; }

    /// <summary>Whether a platform has machines to compare. What passed must then be kept.</summary>
    /// <param name="platform">The platform.</param>
    public static bool AreAskedOf(Platform platform) => Fleet.HasPeers(platform);

    /// <summary>Sorts the answers of a judgement that kept what passed.</summary>
    /// <param name="platform">The platform.</param>
    /// <param name="judgement">What the catalogue says of it.</param>
    public static MachineAnswers Of(Platform platform, Judgement judgement)
    {
        ArgumentNullException.ThrowIfNull(platform);
        ArgumentNullException.ThrowIfNull(judgement);
        return new MachineAnswers(Fleet.Of(platform), judgement);
    }

    /// <summary>The findings, each with the machines on which the same is found.</summary>
    /// <param name="findings">The findings.</param>
    public IReadOnlyList<Finding> WithClasses(IReadOnlyList<Finding> findings)
    {
        ArgumentNullException.ThrowIfNull(findings);
        return [.. findings.Select(finding => _fleet.MachineOf(finding.Subject) is >= 0 and var machine && _classes[machine].Others > 0
            ? finding with { Alike = _classes[machine], IsFirstAlike = _classes[machine].Machines[0] == _fleet.Names[machine] }
            : finding)];
    }

    /// <summary>Where machines of one role differ: by role, then by control.</summary>
    internal IEnumerable<Drift> Drifts() => _fleet.Roles.SelectMany(role => _answers.Select(answer => DriftOf(role, answer.Value.Control, answer.Value.Of)).OfType<Drift>());

    // A control that asks of each element differs where an element fails on some only, though others fail on all.
    private Drift? DriftOf(IReadOnlyList<int> role, Control control, Answer[] answers)
    {
        HashSet<int> answering = [.. role.Where(machine => answers[machine] is Answer.Pass or Answer.Fail or (Answer.Pass | Answer.Fail))];
        var differing = _findings[control.Id].Where(finding => answering.Contains(_fleet.MachineOf(finding.Subject)))
            .GroupBy(finding => finding.Location.Path, StringComparer.Ordinal)
            .Select(place => (Findings: place.ToArray(), Machines: place.Select(finding => _fleet.MachineOf(finding.Subject)).ToHashSet()))
            .Where(place => place.Machines.Count < answering.Count)
            .ToArray();
        return differing is not [var first, ..] ? null
            : new Drift(_fleet.RolesOf[role[0]], control, NamesOf(first.Machines), NamesOf(answering.Except(first.Machines)), [.. differing.SelectMany(place => place.Findings)]);
    }

    private void Add(Control control, SubjectName subject, Answer answer)
    {
        if (_fleet.MachineOf(subject) is not (>= 0 and var machine))
        {
            return;
        }

        if (!_answers.TryGetValue(control.Id, out var answers))
        {
            _answers[control.Id] = answers = (control, new Answer[_fleet.Names.Count]);
        }

        answers.Of[machine] |= answer;
    }

    // Alike is what has one role, the same answers, and the same found at the same places; only the machine's own name may differ.
    private IEnumerable<IGrouping<string, int>> Alike()
    {
        var said = _fleet.RolesOf.Select(role => new StringBuilder(role).Append('\n')).ToArray();
        foreach (var (_, answers) in _answers.Values)
        {
            foreach (var (machine, answer) in answers.Index())
            {
                said[machine].Append((int)answer);
            }
        }

        foreach (var finding in _findings.SelectMany(group => group))
        {
            var machine = _fleet.MachineOf(finding.Subject);
            said[machine].Append('\n').Append(finding.Control.Id).Append('\t').Append(finding.Location.Path).Append('\t').Append(finding.Message.Replace(_fleet.Names[machine], "", StringComparison.Ordinal));
        }

        return said.Index().GroupBy(one => one.Item.ToString(), one => one.Index, StringComparer.Ordinal);
    }

    private MachineClass Class(IGrouping<string, int> alike)
    {
        var found = new MachineClass(_fleet.RolesOf[alike.First()], NamesOf(alike));
        foreach (var machine in alike)
        {
            _classes[machine] = found;
        }

        return found;
    }

    private IReadOnlyList<string> NamesOf(IEnumerable<int> machines) => [.. machines.Order().Select(machine => _fleet.Names[machine])];
}
