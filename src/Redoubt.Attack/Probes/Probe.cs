using Redoubt.Admission.Matching;
using Redoubt.Evidence;
using Redoubt.Evidence.Read;

namespace Redoubt.Attack.Probes;

/// <summary>Something that an attacker would create, to ask what refuses it. Those of one purpose are different ways to the same end.</summary>
/// <param name="Purpose">What it is for, as techniques name it.</param>
/// <param name="Name">Its own name.</param>
/// <param name="Operation">The operation.</param>
/// <param name="Subresource">The subresource; empty for the object itself.</param>
/// <param name="Spec">The pod's specification, or the options of a connection, as YAML in one line.</param>
internal sealed record Probe(string Purpose, string Name, string Operation, string Subresource, string Spec)
{
    private const string Image = "registry.invalid/attacker";

    public static IReadOnlyList<Probe> All { get; } =
    [
        new("node-pod", "privileged", "CREATE", "", $"{{containers: [{{name: a, image: {Image}, securityContext: {{privileged: true, runAsUser: 0}}}}]}}"),
        new("node-pod", "host-path", "CREATE", "", $"{{containers: [{{name: a, image: {Image}, securityContext: {{runAsUser: 0}}, volumeMounts: [{{name: h, mountPath: /h}}]}}], volumes: [{{name: h, hostPath: {{path: /}}}}]}}"),
        new("exec", "exec", "CONNECT", "exec", "{command: [sh], container: a, stdin: true, tty: true}"),
        new("unsigned-image", "unsigned-image", "UPDATE", "", $"{{containers: [{{name: a, image: {Image}}}]}}"),
    ];

    /// <summary>The ways to one end.</summary>
    /// <param name="purpose">The end.</param>
    public static IEnumerable<Probe> For(string purpose) => All.Where(probe => probe.Purpose == purpose);

    /// <summary>The request in a namespace.</summary>
    /// <param name="ns">The namespace.</param>
    /// <param name="resources">The resources.</param>
    /// <param name="space">The Namespace object; no value where it is not in the evidence.</param>
    public AdmissionRequest In(string ns, ApiResources resources, Node space)
    {
        var pod = Document($"{{apiVersion: v1, kind: Pod, metadata: {{name: probe, namespace: '{ns}'}}, spec: {(Subresource.Length == 0 ? Spec : $"{{containers: [{{name: a, image: {Image}}}]}}")}}}");
        var before = Document($"{{apiVersion: v1, kind: Pod, metadata: {{name: probe, namespace: '{ns}'}}, spec: {{containers: [{{name: a, image: registry.invalid/before}}]}}}}");
        var options = Subresource.Length == 0 ? default : ValueReader.Read("probe", $"{{apiVersion: v1, kind: PodExecOptions, {Spec[1..]}", [])[0];
        var request = AdmissionRequest.For(pod, "CREATE", resources);
        return request with
        {
            Operation = Operation,
            Subresource = Subresource,
            Object = Subresource.Length == 0 ? pod.Root : options,
            OldObject = Operation == "UPDATE" ? before.Root : default,
            NamespaceObject = space,
            AssumesBareNamespace = !space.Exists,
        };
    }

    private static Document Document(string text) => DocumentReader.Read("probe", text).Documents[0];
}
