using Redoubt.Collect.Machines.Components;
using Redoubt.Collect.Machines.Engines;
using Redoubt.Collect.Machines.Hosts;

namespace Redoubt.Collect.Machines;

/// <summary>Collects the evidence of one machine: files below its root are read, nothing is written, and no program is run.</summary>
public static class NodeCollection
{
    private static INodeCollector[] Collectors(NodeRequest request) =>
    [
        new HostCollector(),
        new ContainerEngineCollector(),
        new ComponentCollector(request.Kubernetes),
    ];

    /// <summary>Whether this system has what reading a machine needs: Linux of 64 bits.</summary>
    public static bool IsSupported => OperatingSystem.IsLinux() && Environment.Is64BitProcess;

    /// <summary>Collects.</summary>
    /// <param name="request">Which machine, and when.</param>
    /// <returns>The documents as text, or why there are none.</returns>
    public static CollectedNode Collect(NodeRequest request)
    {
        var opened = Machine.Open(request.Root, request.Limits);
        if (!opened.Found(out var machine))
        {
            return new CollectedNode("", [], $"{request.Root}: cannot be read: {opened.WhyNot}");
        }

        using (machine)
        {
            EvidenceDraft[] drafts = [.. Collectors(request).SelectMany(collector => collector.Collect(machine))];
            MachineRole.Collect(machine, drafts);
            Array.ForEach(drafts, EvidenceForm.Fit);
            var text = EvidenceWriter.Write(drafts, request.Collected);
            return new CollectedNode(text, [.. drafts.SelectMany(Unknowns)], null);
        }
    }

    private static IEnumerable<string> Unknowns(EvidenceDraft draft) =>
        draft.Unknowns.Select(unknown => $"{draft.Kind}/{draft.Name}: {unknown.Key}: {unknown.Value}");
}
