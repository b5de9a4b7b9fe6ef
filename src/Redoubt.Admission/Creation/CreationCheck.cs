using Redoubt.Admission.Compile;
using Redoubt.Admission.CustomResources;
using Redoubt.Admission.Policies;
using Redoubt.Evidence;
using Redoubt.Evidence.Read;
using Redoubt.Evidence.Schema;
using Redoubt.Kubernetes;
using Redoubt.Kubernetes.Files;
using Redoubt.Kubernetes.Validation;

namespace Redoubt.Admission.Creation;

/// <summary>
/// What an API server says of an object that is created: of its fields, and of the expressions in it. Admission policies and webhooks of
/// a cluster, and other objects, are not asked.
/// </summary>
public static class CreationCheck
{
    private const int FirstOff = 24;
    private const string AdmissionGroup = "admissionregistration.k8s.io";

    /// <summary>What is wrong with an object, in the order of its text.</summary>
    /// <param name="document">The object, as it was read.</param>
    /// <param name="index">The built-in kinds.</param>
    /// <param name="minor">The API server's minor version: of 1.33 it is 33.</param>
    public static Verdict Ask(Document document, FieldIndex index, int minor)
    {
        ArgumentNullException.ThrowIfNull(document);
        var verdict = ObjectValidator.Validate(document, index);
        var expressions = (document.Group, document.Kind) switch
        {
            (AdmissionGroup, "ValidatingAdmissionPolicy" or "MutatingAdmissionPolicy") => Policy(document, minor),
            (AdmissionGroup, "ValidatingWebhookConfiguration" or "MutatingWebhookConfiguration") => Webhooks(document, minor),
            ("apiextensions.k8s.io", "CustomResourceDefinition") => Definition(document, verdict, minor),
            _ => null,
        };
        return (NotServed(document, index, minor), expressions) switch
        {
            (null, null) => verdict,
            ({ } fault, _) => verdict.With([fault, .. expressions ?? []]),
            (null, { } found) => verdict.With(found),
        };
    }

    // Alpha versions, and since 1.24 new beta ones, are served only where somebody switched them on.
    private static Fault? NotServed(Document document, FieldIndex index, int minor)
    {
        if (!index.TryKind(document.ApiVersion, document.Kind, out var kind) || !kind.Served.At(minor) || !IsOff(kind))
        {
            return null;
        }

        var stable = "";
        foreach (var other in index.KindsNamed(document.Kind))
        {
            stable = stable.Length == 0 && other.Group == kind.Group && other.Served.At(minor) && !IsOff(other) ? other.ApiVersion : stable;
        }

        var words = $"`{document.Kind}` of `{document.ApiVersion}` is served only by API servers where it is switched on";
        var at = document.Root["apiVersion"] is { Exists: true } version ? version : document.Root;
        return stable.Length > 0
            ? new Fault(FaultReason.NotServed, at, "", $"{words}; use `{stable}`")
            : new Fault(FaultReason.Warning, at, "", words);
    }

    private static bool IsOff(KindInfo kind) =>
        kind.Version.Contains("alpha", StringComparison.Ordinal) || (kind.Version.Contains("beta", StringComparison.Ordinal) && kind.Served.Since >= FirstOff);

    private static List<Fault> Policy(Document document, int minor)
    {
        var ignored = new List<FilePlace>();
        var policy = PolicyFile.Read(document, new FieldReader(document.Origin.File, document.Root, ignored));
        var compiled = new PolicyCompiler(minor, ExpressionKind.New).Compile(policy, ignored);
        var faults = new List<Fault>();
        IEnumerable<CompiledExpression?> all =
        [
            .. compiled.MatchConditions.Select(one => one.Expression), .. compiled.Variables.Select(one => one.Expression), .. compiled.Validations,
            .. compiled.Messages, .. compiled.AuditAnnotations.Select(one => one.Expression), .. compiled.Mutations,
        ];
        foreach (var expression in all)
        {
            // One that is blank is told as missing.
            if (expression is { Program: null, Source.At: { Exists: true } at } && expression.Source.Text.AsSpan().Trim().Length > 0)
            {
                faults.Add(Invalid(document, at, expression.Error));
            }
        }

        return faults;
    }

    private static List<Fault> Webhooks(Document document, int minor)
    {
        AdmissionLanguage? language = null;
        var faults = new List<Fault>();
        foreach (var webhook in document.Root["webhooks"].Items)
        {
            foreach (var condition in webhook["matchConditions"].Items)
            {
                var expression = condition["expression"];
                if (expression.AsString() is not { } text || text.AsSpan().Trim().Length == 0)
                {
                    continue;
                }

                language ??= new AdmissionLanguage(KubernetesEnvironments.OfServer(minor, ExpressionKind.New), new VariablesType(), default);
                var result = language.Conditions.Compile(text);
                if (result.Program is null)
                {
                    faults.Add(Invalid(document, expression, result.Problems[0].ToString()));
                }
                else if (result.Program.Type != Cel.CelType.Bool)
                {
                    faults.Add(Invalid(document, expression, $"must evaluate to bool but gives {result.Program.Type}"));
                }
            }
        }

        return faults;
    }

    // Only a schema that is right otherwise has its expressions compiled.
    private static List<Fault> Definition(Document document, Verdict verdict, int minor)
    {
        var faults = new List<Fault>();
        var versions = document.Root["spec"]["versions"];
        foreach (var report in CustomResourceRules.Check(document, minor))
        {
            foreach (var version in versions.Items)
            {
                if (!version["name"].Is(report.Version) || DefinitionPaths.SchemaOf(document.Root, version.Index) is not { } path
                    || verdict.Faults.Any(fault => fault.Path.StartsWith(path, StringComparison.Ordinal)))
                {
                    continue;
                }

                foreach (var problem in report.Problems)
                {
                    var reason = problem.IsCost ? FaultReason.Forbidden : problem.Text.StartsWith("Required", StringComparison.Ordinal) ? FaultReason.Required : FaultReason.Invalid;
                    faults.Add(new Fault(reason, problem.At, $"{path}.{problem.Path}", problem.Text));
                }

                break;
            }
        }

        return faults;
    }

    private static Fault Invalid(Document document, Node at, string error) =>
        new(FaultReason.Invalid, at, ObjectValidator.PathOf(document, at), "Invalid value: " + error);
}
