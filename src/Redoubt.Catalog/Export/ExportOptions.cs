namespace Redoubt.Catalog.Export;

/// <summary>What the API server does with a request that an exported policy finds wrong.</summary>
public enum ExportAction
{
    /// <summary>It refuses the request.</summary>
    Deny,

    /// <summary>It lets the request pass and tells whoever sent it.</summary>
    Warn,

    /// <summary>It lets the request pass and notes it in the audit log.</summary>
    Audit,
}

/// <summary>How controls become policies.</summary>
public sealed record ExportOptions
{
    /// <summary>The first minor version whose API server has ValidatingAdmissionPolicy in <c>admissionregistration.k8s.io/v1</c>.</summary>
    public const int OldestMinor = 30;

    /// <summary>The minor number of the target version: of 1.33 it is 33; at least <see cref="OldestMinor"/>.</summary>
    public required int KubernetesMinor { get; init; }

    /// <summary>What bindings do; <see cref="ExportAction.Deny"/> and <see cref="ExportAction.Warn"/> do not go together.</summary>
    public required IReadOnlyList<ExportAction> Actions { get; init; }

    /// <summary>Namespaces in which the bindings do not hold.</summary>
    public IReadOnlyList<string> ExceptNamespaces { get; init; } = [];

    /// <summary>Values of parameters as JSON, by control id.</summary>
    public IReadOnlyDictionary<string, IReadOnlyList<(string Name, string Json)>> Parameters { get; init; } =
        new Dictionary<string, IReadOnlyList<(string, string)>>();
}
