using Redoubt.Admission.Compile;
using Redoubt.Catalog.Compile;
using Redoubt.Catalog.Files;
using Redoubt.Cel;
using Redoubt.Evidence.Read;
using Redoubt.Kubernetes;

namespace Redoubt.Catalog.Export;

/// <summary>Hands controls to the API server as ValidatingAdmissionPolicies.</summary>
public static class PolicyExporter
{
    // What the estimate is asked for: the API server knows no bounds of lists.
    private static readonly int[] Steps = [1000, 300, 100, 30, 10, 3];

    /// <summary>Every control becomes a policy, or is left out with the reason.</summary>
    /// <param name="catalog">For its derived facts.</param>
    /// <param name="controls">The controls.</param>
    /// <param name="options">The target version and what bindings do.</param>
    public static PolicyExport Export(ControlCatalog catalog, IReadOnlyList<Control> controls, ExportOptions options)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(options.KubernetesMinor, ExportOptions.OldestMinor);
        var environments = new ViewEnvironments(catalog, options.KubernetesMinor, new KubernetesTypes(), isExport: true);
        var compiler = new ControlCompiler(environments, new FactTable(catalog.Facts), options.Parameters);
        var policies = new List<ExportedPolicy>();
        var leftOut = new List<(Control, string)>();
        var problems = new List<ControlProblem>(environments.Problems);
        foreach (var control in controls)
        {
            if (compiler.Compile(control, problems) is not { } compiled)
            {
                continue;
            }

            if (Obstacle(compiled, options.KubernetesMinor) is { } reason)
            {
                leftOut.Add((control, reason));
                continue;
            }

            var fields = new ControlFields(control, problems);
            CelProgram?[] weighs = [.. control.Text.Weighs.Select(weight => fields.Compile("weighs", weight, compiled.SubjectEnvironment, CelType.Int))];
            var policy = Policy(compiled, [.. weighs.OfType<CelProgram>()], options.KubernetesMinor);
            if (policy is { Entries: 0, AuditExpression: null })
            {
                leftOut.Add((control, $"by the API server's estimate it costs too much even for lists of {Steps[^1]} entries"));
                continue;
            }

            policies.Add(policy);
        }

        return new PolicyExport(policies, leftOut, problems);
    }

    private static string? Obstacle(CompiledControl control, int minor)
    {
        if (VersionRange.TryParse(control.Control.Target.Kubernetes, out var range) && !range.Contains(minor))
        {
            return $"it is about Kubernetes {control.Control.Target.Kubernetes}";
        }

        if (control.When is { } when && !when.FreeVariables.Any() && when.Evaluate().IsFalse)
        {
            return "with these parameters it applies to nothing";
        }

        return Exportability.Obstacle(control)
            ?? (ExportScope.Rules(control.View.Exported(control, minor), minor).Count == 0 ? $"the API server of 1.{minor} asks no policy about these kinds" : null)
            ?? Reach.Obstacle(control, minor);
    }

    private static ExportedPolicy Policy(CompiledControl control, IReadOnlyList<CelProgram> weighs, int minor)
    {
        var expressions = new ExportExpressions(control, weighs, minor);
        var policy = new ExportedPolicy(
            control.Control, "redoubt-" + control.Control.Id.Replace('/', '-'), ExportScope.Rules(control.View.Exported(control, minor), minor), expressions.Variables,
            expressions.Expression, expressions.MessageExpression)
        { AuditExpression = expressions.AuditExpression };
        var written = DocumentReader.Read(policy.Name, ExportText.OfPolicy(policy)).Documents[0];
        var faults = new PolicyFaults();
        return policy with { Entries = Array.Find(Steps, entries => !faults.Costly(written, minor, entries).Any()) };
    }
}
