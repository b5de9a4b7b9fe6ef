using System.Collections.Frozen;
using Redoubt.Catalog.Views;
using Redoubt.Cel;
using Redoubt.Evidence.Views;

namespace Redoubt.Catalog.Compile;

/// <summary>
/// A control whose texts are programs. Each is made when it is first asked for: what fails nowhere needs no message, and a <c>when</c> that
/// holds nowhere no check. For many threads.
/// </summary>
internal sealed class CompiledControl
{
    private readonly Lazy<CelProgram?>[] _programs;
    private readonly Lazy<CelEnvironment> _elementEnvironment;
    private readonly Lazy<AtPath[]> _at;

    /// <param name="control">The control.</param>
    /// <param name="subject">The variables of subjects.</param>
    /// <param name="source">Where its programs come from.</param>
    /// <param name="at">Reads where its findings point.</param>
    public CompiledControl(Control control, CelEnvironment subject, IProgramSource source, Func<AtPath[]> at)
    {
        (Control, SubjectEnvironment, _at) = (control, subject, new(at));
        _elementEnvironment = new(() => Each is { } each ? ViewEnvironments.WithElement(subject, each.Type) : subject);
        _programs = [.. ControlProgram.Of(control.Rule).Select(program => new Lazy<CelProgram?>(() => source.Of(program, program.IsOfElement ? ElementEnvironment : subject)))];
    }

    public Control Control { get; }

    public required ViewLanguage Language { get; init; }

    public SubjectView View => Language.View;

    /// <summary>The roles of containers that are judged, for the view of containers.</summary>
    public IReadOnlySet<ContainerRole>? Roles { get; init; }

    /// <summary>The parameters' values by name.</summary>
    public IReadOnlyDictionary<string, CelValue> Parameters { get; init; } = FrozenDictionary<string, CelValue>.Empty;

    /// <summary>Does it apply to the subject? Null means yes.</summary>
    public CelProgram? When => _programs[ControlProgram.When].Value;

    /// <summary>Whether the elements of a list are judged and not the subject itself.</summary>
    public bool HasEach => Control.Rule.Each.Length > 0;

    /// <summary>The list whose elements are judged; null means the subject itself.</summary>
    public CelProgram? Each => _programs[ControlProgram.Each].Value;

    /// <summary>What must be true; null for a manual control.</summary>
    public CelProgram? Check => _programs[ControlProgram.Check].Value;

    /// <summary>The finding's sentence; null means the title.</summary>
    public CelProgram? Message => _programs[ControlProgram.Message].Value;

    /// <summary>What is said after it; null for nothing.</summary>
    public CelProgram? Context => _programs[ControlProgram.Context].Value;

    /// <summary>Where a severity of the rule's list holds; null for everywhere.</summary>
    /// <param name="severity">Its place in the list.</param>
    public CelProgram? WhenOf(int severity) => _programs[ControlProgram.FirstSeverity + severity].Value;

    /// <summary>What mends it; read and made when it is first asked for. Null where no program could write it.</summary>
    public Lazy<CompiledFix?> Fix { get; init; } = new(() => null);

    /// <summary>Where a finding points.</summary>
    public AtPath[] At => _at.Value;

    /// <summary>The variables of subjects, for <see cref="When"/> and <see cref="Each"/>.</summary>
    public CelEnvironment SubjectEnvironment { get; }

    /// <summary>The same and <c>it</c>, for <see cref="Check"/> and <see cref="Message"/>.</summary>
    public CelEnvironment ElementEnvironment => _elementEnvironment.Value;

    /// <summary>Makes all programs now.</summary>
    public void MakeAll()
    {
        foreach (var program in _programs)
        {
            _ = program.Value;
        }

        _ = Fix.Value;
        _ = At;
    }
}
