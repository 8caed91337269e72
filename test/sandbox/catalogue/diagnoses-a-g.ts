/** ICD-10 categories with the names that the WHO gave them, chapters I to VI: code, then name. */
export const diagnosesAToG = `
A01.0 Typhoid fever
A02.0 Salmonella enteritis
A03.9 Shigellosis, unspecified
A04.7 Enterocolitis due to Clostridium difficile
A05.9 Bacterial foodborne intoxication, unspecified
A06.0 Acute amoebic dysentery
A07.1 Giardiasis [lambliasis]
A08.0 Rotaviral enteritis
A08.4 Viral intestinal infection, unspecified
A09 Other gastroenteritis and colitis of infectious and unspecified origin
A15.0 Tuberculosis of lung, confirmed by sputum microscopy with or without culture
A16.2 Tuberculosis of lung, without mention of bacteriological or histological confirmation
A27.9 Leptospirosis, unspecified
A28.1 Cat-scratch disease
A30.9 Leprosy, unspecified
A35 Other tetanus
A36.9 Diphtheria, unspecified
A37.9 Whooping cough, unspecified
A38 Scarlet fever
A41.9 Sepsis, unspecified
A46 Erysipelas
A49.9 Bacterial infection, unspecified
A53.9 Syphilis, unspecified
A54.9 Gonococcal infection, unspecified
A56.0 Chlamydial infection of lower genitourinary tract
A59.0 Urogenital trichomoniasis
A60.0 Herpesviral infection of genitalia and urogenital tract
A63.0 Anogenital (venereal) warts
A87.9 Viral meningitis, unspecified
A90 Dengue fever [classical dengue]
A91 Dengue haemorrhagic fever
A92.0 Chikungunya virus disease
A95.9 Yellow fever, unspecified
B00.1 Herpesviral vesicular dermatitis
B01.9 Varicella without complication
B02.9 Zoster without complication
B05.9 Measles without complication
B06.9 Rubella without complication
B07 Viral warts
B08.1 Molluscum contagiosum
B08.4 Enteroviral vesicular stomatitis with exanthem
B15.9 Hepatitis A without hepatic coma
B16.9 Acute hepatitis B without delta-agent and without hepatic coma
B17.1 Acute hepatitis C
B18.1 Chronic viral hepatitis B without delta-agent
B18.2 Chronic viral hepatitis C
B20 Human immunodeficiency virus [HIV] disease resulting in infectious and parasitic diseases
B24 Unspecified human immunodeficiency virus [HIV] disease
B26.9 Mumps without complication
B27.9 Infectious mononucleosis, unspecified
B34.9 Viral infection, unspecified
B35.0 Tinea barbae and tinea capitis
B35.1 Tinea unguium
B35.3 Tinea pedis
B35.4 Tinea corporis
B36.0 Pityriasis versicolor
B37.0 Candidal stomatitis
B37.3 Candidiasis of vulva and vagina
B50.9 Plasmodium falciparum malaria, unspecified
B51.9 Plasmodium vivax malaria without complication
B54 Unspecified malaria
B55.1 Cutaneous leishmaniasis
B57.2 Chagas disease (chronic) with heart involvement
B58.9 Toxoplasmosis, unspecified
B65.9 Schistosomiasis, unspecified
B68.9 Taeniasis, unspecified
B69.0 Cysticercosis of central nervous system
B76.9 Hookworm disease, unspecified
B77.9 Ascariasis, unspecified
B80 Enterobiasis
B82.9 Intestinal parasitism, unspecified
B85.0 Pediculosis due to Pediculus humanus capitis
B86 Scabies
C16.9 Malignant neoplasm of stomach, unspecified
C18.9 Malignant neoplasm of colon, unspecified
C20 Malignant neoplasm of rectum
C22.0 Liver cell carcinoma
C25.9 Malignant neoplasm of pancreas, unspecified
C34.9 Malignant neoplasm of bronchus or lung, unspecified
C43.9 Malignant melanoma of skin, unspecified
C44.9 Malignant neoplasm of skin, unspecified
C50.9 Malignant neoplasm of breast, unspecified
C53.9 Malignant neoplasm of cervix uteri, unspecified
C54.1 Malignant neoplasm of endometrium
C56 Malignant neoplasm of ovary
C61 Malignant neoplasm of prostate
C62.9 Malignant neoplasm of testis, unspecified
C64 Malignant neoplasm of kidney, except renal pelvis
C67.9 Malignant neoplasm of bladder, unspecified
C71.9 Malignant neoplasm of brain, unspecified
C73 Malignant neoplasm of thyroid gland
C81.9 Hodgkin lymphoma, unspecified
C85.9 Non-Hodgkin lymphoma, unspecified
C90.0 Multiple myeloma
C91.0 Acute lymphoblastic leukaemia [ALL]
C92.0 Acute myeloblastic leukaemia [AML]
C92.1 Chronic myeloid leukaemia [CML], BCR/ABL-positive
D06.9 Carcinoma in situ of cervix, unspecified
D12.6 Benign neoplasm of colon, unspecified
D17.9 Benign lipomatous neoplasm, unspecified
D18.0 Haemangioma, any site
D22.9 Melanocytic naevi, unspecified
D24 Benign neoplasm of breast
D25.9 Leiomyoma of uterus, unspecified
D27 Benign neoplasm of ovary
D34 Benign neoplasm of thyroid gland
D50.0 Iron deficiency anaemia secondary to blood loss (chronic)
D50.9 Iron deficiency anaemia, unspecified
D51.0 Vitamin B12 deficiency anaemia due to intrinsic factor deficiency
D52.9 Folate deficiency anaemia, unspecified
D56.1 Beta thalassaemia
D57.1 Sickle-cell anaemia without crisis
D61.9 Aplastic anaemia, unspecified
D64.9 Anaemia, unspecified
D66 Hereditary factor VIII deficiency
D68.0 Von Willebrand disease
D69.3 Idiopathic thrombocytopenic purpura
D69.6 Thrombocytopenia, unspecified
D70 Agranulocytosis
D72.1 Eosinophilia
D86.9 Sarcoidosis, unspecified
E01.8 Other iodine-deficiency-related thyroid disorders and allied conditions
E03.9 Hypothyroidism, unspecified
E04.1 Nontoxic single thyroid nodule
E04.2 Nontoxic multinodular goitre
E05.0 Thyrotoxicosis with diffuse goitre
E05.9 Thyrotoxicosis, unspecified
E06.3 Autoimmune thyroiditis
E10.9 Type 1 diabetes mellitus without complications
E11.2 Type 2 diabetes mellitus with renal complications
E11.3 Type 2 diabetes mellitus with ophthalmic complications
E11.4 Type 2 diabetes mellitus with neurological complications
E11.5 Type 2 diabetes mellitus with peripheral circulatory complications
E11.9 Type 2 diabetes mellitus without complications
E14.9 Unspecified diabetes mellitus without complications
E16.2 Hypoglycaemia, unspecified
E21.0 Primary hyperparathyroidism
E22.1 Hyperprolactinaemia
E23.2 Diabetes insipidus
E24.9 Cushing syndrome, unspecified
E27.1 Primary adrenocortical insufficiency
E28.2 Polycystic ovarian syndrome
E30.1 Precocious puberty
E34.3 Short stature, not elsewhere classified
E43 Unspecified severe protein-energy malnutrition
E44.0 Moderate protein-energy malnutrition
E46 Unspecified protein-energy malnutrition
E53.8 Deficiency of other specified B group vitamins
E55.9 Vitamin D deficiency, unspecified
E66.0 Obesity due to excess calories
E66.9 Obesity, unspecified
E73.9 Lactose intolerance, unspecified
E74.0 Glycogen storage disease
E78.0 Pure hypercholesterolaemia
E78.1 Pure hyperglyceridaemia
E78.2 Mixed hyperlipidaemia
E78.5 Hyperlipidaemia, unspecified
E79.0 Hyperuricaemia without signs of inflammatory arthritis and tophaceous disease
E83.1 Disorders of iron metabolism
E84.9 Cystic fibrosis, unspecified
E86 Volume depletion
E87.1 Hypo-osmolality and hyponatraemia
E87.5 Hyperkalaemia
E87.6 Hypokalaemia
F00.9 Dementia in Alzheimer disease, unspecified
F01.9 Vascular dementia, unspecified
F03 Unspecified dementia
F10.2 Mental and behavioural disorders due to use of alcohol, dependence syndrome
F17.2 Mental and behavioural disorders due to use of tobacco, dependence syndrome
F20.0 Paranoid schizophrenia
F20.9 Schizophrenia, unspecified
F25.9 Schizoaffective disorder, unspecified
F31.9 Bipolar affective disorder, unspecified
F32.0 Mild depressive episode
F32.1 Moderate depressive episode
F32.9 Depressive episode, unspecified
F33.9 Recurrent depressive disorder, unspecified
F34.1 Dysthymia
F40.0 Agoraphobia
F40.1 Social phobias
F41.0 Panic disorder [episodic paroxysmal anxiety]
F41.1 Generalized anxiety disorder
F41.2 Mixed anxiety and depressive disorder
F41.9 Anxiety disorder, unspecified
F42.9 Obsessive-compulsive disorder, unspecified
F43.1 Post-traumatic stress disorder
F43.2 Adjustment disorders
F45.0 Somatization disorder
F50.0 Anorexia nervosa
F50.2 Bulimia nervosa
F51.0 Nonorganic insomnia
F60.3 Emotionally unstable personality disorder
F70.9 Mild mental retardation without mention of impairment of behaviour
F80.9 Developmental disorder of speech and language, unspecified
F84.0 Childhood autism
F84.5 Asperger syndrome
F90.0 Disturbance of activity and attention
F95.2 Combined vocal and multiple motor tic disorder [de la Tourette]
F98.0 Nonorganic enuresis
G00.9 Bacterial meningitis, unspecified
G12.2 Motor neuron disease
G20 Parkinson disease
G25.0 Essential tremor
G25.8 Other specified extrapyramidal and movement disorders
G30.9 Alzheimer disease, unspecified
G35 Multiple sclerosis
G40.3 Generalized idiopathic epilepsy and epileptic syndromes
G40.9 Epilepsy, unspecified
G43.0 Migraine without aura [common migraine]
G43.1 Migraine with aura [classical migraine]
G43.9 Migraine, unspecified
G44.0 Cluster headache syndrome
G44.2 Tension-type headache
G45.9 Transient cerebral ischaemic attack, unspecified
G47.0 Disorders of initiating and maintaining sleep [insomnias]
G47.3 Sleep apnoea
G50.0 Trigeminal neuralgia
G51.0 Bell palsy
G56.0 Carpal tunnel syndrome
G57.1 Meralgia paraesthetica
G61.0 Guillain-Barré syndrome
G62.9 Polyneuropathy, unspecified
G70.0 Myasthenia gravis
G71.0 Muscular dystrophy
G80.9 Cerebral palsy, unspecified
G81.9 Hemiplegia, unspecified
G91.9 Hydrocephalus, unspecified
`;
