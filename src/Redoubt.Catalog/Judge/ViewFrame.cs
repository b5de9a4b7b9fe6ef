using Redoubt.Catalog.Compile;
using Redoubt.Catalog.Subjects;
using Redoubt.Catalog.Values;
using Redoubt.Cel;

namespace Redoubt.Catalog.Judge;

/// <summary>The variables of a view as one thread sets them, once for all controls that ask about a subject.</summary>
internal sealed class ViewFrame
{
    private readonly ViewLanguage _language;
    private readonly Dictionary<string, ElementList> _lists = new(StringComparer.Ordinal);

    /// <param name="language">The view.</param>
    /// <param name="questions">Asks the platform.</param>
    /// <param name="beside">Another view's variables on the same thread; null for the first.</param>
    public ViewFrame(ViewLanguage language, PlatformQuestions questions, ViewFrame? beside)
    {
        _language = language;
        Fields = new AlikeFields(language);
        Shared = new CelFrame(language.Environment, room: 1, beside?.Shared);
        foreach (var (fact, index) in language.Known)
        {
            Shared[index] = fact.Value(questions);
        }
    }

    /// <summary>The frame of the view's own language; there is room for the element of a list.</summary>
    public CelFrame Shared { get; }

    /// <summary>What stands in fields of the subjects.</summary>
    public AlikeFields Fields { get; }

    public void Fill(Subject subject)
    {
        var values = subject.Values;
        for (var i = 0; i < values.Length; i++)
        {
            Shared[_language.Variables[i]] = values[i];
        }
    }

    /// <summary>
    /// The elements that a control judges. Of the subject alone they are the same for every control that names them so; what is asked of the
    /// platform is asked by each, for it is noted who did.
    /// </summary>
    public ElementList ListOf(CelProgram each)
    {
        if (!ReferenceEquals(each.Environment, Shared.Environment) || each.FreeVariables.Any(_language.IsKnown))
        {
            return new ElementList(each);
        }

        if (!_lists.TryGetValue(each.Text, out var list))
        {
            _lists.Add(each.Text, list = new ElementList(each));
        }

        return list;
    }

    /// <summary>A frame for programs of the view's language or of one made from it.</summary>
    public CelFrame For(CelEnvironment environment) =>
        ReferenceEquals(environment, Shared.Environment) ? Shared : new CelFrame(environment, Shared);
}
